"""A newer version of a service finds its database with the indexes of the older one."""

import secrets

from pydantic import BaseModel

from arbeit_kit.mongo import Database, Index


class Thing(BaseModel):
    thing_id: str
    name: str
    version: int = 0


async def test_an_index_whose_options_changed_is_rebuilt(mongo_url: str) -> None:
    name = f"t_{secrets.token_hex(4)}"
    for unique in (True, False, True):
        database = Database(mongo_url, name, source="/arbeit/sample", seal=lambda plain: plain)
        database.collection("things", Thing, id_field="thing_id", indexes=[Index(("name", 1), unique=unique)])
        await database.ensure_indexes()
        found = await database.raw["things"].index_information()
        assert bool(found["name_1"].get("unique")) is unique
        database.close()
    last = Database(mongo_url, name, source="/arbeit/sample", seal=lambda plain: plain)
    await last.client.drop_database(name)
    last.close()
