"""A stand-in for a server with OpenAI's API, spoken to over real HTTP. It does as it is told, by the test or the CV."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Question = dict[str, Any]
Reply = Callable[[Question], "dict[str, Any] | str | web.StreamResponse | Awaitable[web.StreamResponse]"]


class StandIn:
    """`reply` makes the content of the next answers; `asked` holds what was asked."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.reply: Reply = lambda question: plain_answer(question)
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        question = await request.json()
        self.asked.append({**question, "authorization": request.headers.get("Authorization")})
        said = self.reply(question)
        if isinstance(said, Awaitable):
            said = await said
        return said if isinstance(said, web.StreamResponse) else web.json_response(completion(said))


def completion(content: dict[str, Any] | str, **message: Any) -> dict[str, Any]:
    """The wrapping of an answer."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {
        "index": 0,
        "finish_reason": message.pop("finish_reason", "stop"),
        "message": {"role": "assistant", "content": text, **message},
    }
    usage = {"prompt_tokens": 700, "completion_tokens": 300, "total_tokens": 1000}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "stand-in",
        "choices": [choice],
        "usage": usage,
    }


def form_of(question: Question) -> str:
    """Which form is to be filled in."""
    name: str = question["response_format"]["json_schema"]["name"]
    return name


def cv_of(question: Question) -> str:
    """What the model is shown of the CV."""
    content: str = question["messages"][-1]["content"]
    return content.split(">\n", 1)[1].rsplit("\n</cv-", 1)[0]


def empty_profile(**fields: Any) -> dict[str, Any]:
    return {"summary": None, "skills": [], "experience": [], "education": [], **fields}


def empty_story(**fields: Any) -> dict[str, Any]:
    none = {"text": "", "evidence": []}
    return {"headline": none, "summary": [], "strengths": [], "gaps": [], "fit": [], "questions": [], **fields}


def plain_answer(question: Question) -> dict[str, Any]:
    """A model that keeps to the CV, mostly: one of its claims is made up."""
    if form_of(question) == "ProfileForm":
        return empty_profile(skills=["Python", "Cobol"])
    line = cv_of(question).splitlines()[0]
    return empty_story(
        headline={"text": "A backend engineer", "evidence": [line]},
        summary=[{"text": "Builds things.", "evidence": [line]}, {"text": "Won a Nobel prize.", "evidence": ["Nobel"]}],
        strengths=[{"text": "Has a name.", "evidence": [line, "not in there"]}],
        gaps=["Nothing of Rust."],
        fit=[
            {"skill": "python", "met": "shown", "evidence": ["Python"]},
            {"skill": "Flying", "met": "shown", "evidence": [line]},
        ],
        questions=["Why us?"],
    )


@asynccontextmanager
async def stand_in() -> AsyncIterator[StandIn]:
    """A running one, on a port of its own."""
    model = StandIn()
    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_post("/v1/chat/completions", model.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    model.url = f"http://127.0.0.1:{port}/v1"
    try:
        yield model
    finally:
        await runner.cleanup()


class Endless(web.StreamResponse):
    """An answer that never ends, as fast as it is read."""

    async def prepare(self, request: web.BaseRequest) -> Any:
        writer = await super().prepare(request)
        try:
            while True:
                await self.write(b'{"x": "' + b"y" * 65536)
        except (ConnectionError, asyncio.CancelledError):
            return writer
