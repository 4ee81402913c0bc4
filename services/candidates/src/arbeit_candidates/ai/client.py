"""The model behind an OpenAI-compatible API: one question, one answer in a closed form, or a reason why not.

Retries are the worker's, so that they survive a restart; here one call is one call. The answer's size is bounded before
it is parsed: a server that never stops talking does not fill our memory.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, SecretStr, ValidationError

from arbeit_kit import metrics

M = TypeVar("M", bound=BaseModel)

CALL_S = 90.0
"""One call at most, however slowly the server speaks."""
_SILENCE_S = 60.0
_CONNECT_S = 5.0
_LONGEST_ANSWER = 2 * 1024 * 1024
MOST_TOKENS = 6_000
"""Of an answer."""
_LONGEST_WAIT_S = 900.0


@dataclass(frozen=True, slots=True)
class Answer(Generic[M]):
    """What the model said, and what it took."""

    form: M
    tokens_in: int
    tokens_out: int
    duration_ms: int


class NotNow(Exception):  # noqa: N818
    """The model does not answer now: down, slow, or too busy. `retry_after_s`: what the server asked for."""

    def __init__(self, reason: str, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class Unusable(Exception):  # noqa: N818
    """It answered, and the answer is of no use: not the form, cut short, or declined."""


class Misconfigured(Exception):  # noqa: N818
    """The key, the address or the name of the model is wrong: an operator has to act."""


class _TooLong(Exception):  # noqa: N818
    pass


class Model:
    """`openai` takes a second to import, so it is imported by those who have a key."""

    def __init__(self, api_key: SecretStr, base_url: str | None, name: str) -> None:
        import httpx2
        import openai

        self._openai = openai
        self.name = name
        self._http = httpx2.AsyncClient(
            transport=_bounded(httpx2), timeout=httpx2.Timeout(_SILENCE_S, connect=_CONNECT_S), follow_redirects=False
        )
        self._client = openai.AsyncOpenAI(
            api_key=api_key.get_secret_value(), base_url=base_url, max_retries=0, http_client=self._http
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def ask(self, messages: list[dict[str, str]], form: type[M]) -> Answer[M]:
        """Raises `NotNow`, `Unusable` or `Misconfigured`."""
        began = time.monotonic()
        with metrics.provider_call("model", lambda error: "later" if isinstance(error, NotNow) else "refused"):
            said = await self._call(messages, form)
        usage = said.usage
        return Answer(
            form=_content(said, form),
            tokens_in=usage.prompt_tokens if usage else 0,
            tokens_out=usage.completion_tokens if usage else 0,
            duration_ms=round((time.monotonic() - began) * 1000),
        )

    async def _call(self, messages: list[dict[str, str]], form: type[M]) -> Any:
        openai = self._openai
        try:
            async with asyncio.timeout(CALL_S):
                return await self._client.chat.completions.parse(
                    model=self.name,
                    messages=messages,  # type: ignore[arg-type]
                    response_format=form,
                    max_completion_tokens=MOST_TOKENS,
                )
        except TimeoutError:
            raise NotNow("it took too long") from None
        except openai.APITimeoutError:
            raise NotNow("it took too long") from None
        except openai.APIConnectionError as error:
            if _is_too_long(error):
                raise Unusable("the answer has no end") from None
            raise NotNow("it cannot be reached") from None
        except openai.APIStatusError as error:
            status = error.status_code
            if status == 429 or status >= 500 or status in (408, 409):
                raise NotNow(f"it answered {status}", _asked_wait(error.response.headers)) from None
            if status in (400, 413, 422):
                raise Unusable(f"it answered {status}") from None
            raise Misconfigured(f"it answered {status}") from None
        except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError):
            raise Unusable("the answer was cut short") from None
        except (openai.OpenAIError, ValidationError, ValueError, TypeError, AttributeError, KeyError, _TooLong):
            raise Unusable("the answer is not of the form") from None


def _content(said: Any, form: type[M]) -> M:
    try:
        message = said.choices[0].message
        if message.refusal:
            raise Unusable("the model declined")
        parsed = message.parsed
    except (IndexError, AttributeError, TypeError):
        raise Unusable("the answer is not of the form") from None
    if not isinstance(parsed, form):
        raise Unusable("the answer is not of the form")
    return parsed


def _asked_wait(headers: Any) -> float | None:
    try:
        return min(max(float(headers.get("retry-after")), 0.0), _LONGEST_WAIT_S)
    except (TypeError, ValueError):
        return None


def _is_too_long(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _TooLong):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _bounded(httpx2: Any) -> Any:
    """A transport that ends answers that grow without end."""

    class Stream(httpx2.AsyncByteStream):  # type: ignore[misc]
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for chunk in self._inner:
                size += len(chunk)
                if size > _LONGEST_ANSWER:
                    raise _TooLong
                yield chunk

        async def aclose(self) -> None:
            await self._inner.aclose()

    class Transport(httpx2.AsyncHTTPTransport):  # type: ignore[misc]
        async def handle_async_request(self, request: Any) -> Any:
            # Compressed answers could be a bomb; ours are small.
            request.headers["Accept-Encoding"] = "identity"
            response = await super().handle_async_request(request)
            response.stream = Stream(response.stream)
            return response

    return Transport(retries=0)
