"""The page of `xushi review` in a child process, and a visitor of it."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import httpx
from lxml import html

from tests.xushi.running import start

SECONDS = 60.0


@contextmanager
def served(warehouse: Path, who: str = "王某") -> Iterator[str]:
    """Give the address that the command prints, with its token; the page ends with the block, and says so."""
    words = ("review", "--warehouse", str(warehouse), "--port", "0", "--who", who, "--no-open")
    here, there = os.pipe()
    with (
        os.fdopen(here, encoding="utf8") as out,
        tempfile.TemporaryFile() as errors,
        Path(os.devnull).open() as nothing,
    ):
        try:
            process = start(words, (nothing.fileno(), there, errors.fileno()))
        finally:
            os.close(there)
        try:
            told = out.readline()
            found = re.fullmatch(rf"review of \S+ by {who}: (\S+) \(end with \^C\)\n", told)
            assert found, told
            yield found[1]
        finally:
            process.terminate()
            code = process.wait(SECONDS)
            errors.seek(0)
        assert (code, errors.read()) == (2, b"xushi: interrupted.\n")


class Visitor:
    """A browser without a screen: it keeps cookies, and fills the forms that pages hold."""

    def __init__(self, address: str) -> None:
        self.base = address.partition("/?")[0]
        self.client = httpx.Client(base_url=self.base, timeout=SECONDS, trust_env=False)
        assert self.client.get(address).status_code == 200

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.client.close()

    def get(self, path: str) -> html.HtmlElement:
        """Give a page, led on to where it leads."""
        return parsed(self.client.get(path, follow_redirects=True))

    def answer(
        self, page: html.HtmlElement, decision: str, reason: str = "", at: int = 0, **fields: str
    ) -> httpx.Response:
        """Answer with one of a page's forms, its fields as they stand but for those given."""
        form = page.xpath("//form[@class='answer']")[at]
        given = {name: value or "" for name, value in form.form_values()}
        given |= {"decision": decision, "reason": reason, **{f"field-{name}": value for name, value in fields.items()}}
        return self.post(str(form.get("action")), given)

    def post(self, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
        """Send a form as the page itself does, unless headers say otherwise."""
        told = {"Origin": self.base, "Content-Type": "application/x-www-form-urlencoded"} | headers
        return self.client.post(path, content=urlencode(form), headers=told, follow_redirects=True)


def parsed(answer: httpx.Response) -> html.HtmlElement:
    """The page of an answer."""
    return html.document_fromstring(answer.content, parser=html.HTMLParser(encoding="utf8"))


def text(page: html.HtmlElement, path: str) -> str:
    """The text of the only element at a path."""
    (element,) = page.xpath(path)
    return " ".join(str(element.text_content()).split())


def lines(warehouse: Path) -> list[dict[str, object]]:
    """What is kept, as its file has it."""
    file = warehouse.with_name("w.duckdb.corrections.jsonl")
    return [json.loads(line) for line in file.read_text(encoding="utf8").splitlines()] if file.exists() else []
