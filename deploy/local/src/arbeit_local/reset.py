"""`make reset`: deletes all local data, after asking."""

import shutil

from arbeit_local.console import CannotStartError, say
from arbeit_local.places import data_folder
from arbeit_local.system import running


def reset(*, ask: bool) -> int:
    """Deletes the data folder but keeps a fetched RabbitMQ. Returns the exit status; 1 when the answer was no.

    Raises CannotStartError while a system runs in it.
    """
    folder = data_folder()
    if not folder.exists():
        say("there is no local data")
        return 0
    try:
        running(folder)
    except CannotStartError:
        pass
    else:
        raise CannotStartError("it is running: stop it first (Ctrl-C in its terminal)")
    if ask and input(f"Delete everything in {folder}? [y/N] ").strip().lower() not in {"y", "yes"}:
        say("nothing was deleted")
        return 1
    for entry in folder.iterdir():
        if entry.name == "rabbitmq-dist":
            continue
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    say("local data deleted")
    return 0
