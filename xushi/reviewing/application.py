"""The page's addresses: the queue, a record and its evidence, answers, what was decided, and what runs changed."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from extractors.errors import UnreadableError
from flows.evidence import file_of
from flows.reviewing import Answer, OutdatedError, give
from schemas import Decision
from warehouse.database import connect
from warehouse.errors import WarehouseError
from warehouse.evidence import Evidence, evidence_of
from warehouse.ledger import last_runs
from warehouse.publishing import held_beside
from warehouse.reviewing import Open, decision_on, decisions, progress, queue, shown_of
from xushi.differing import compare
from xushi.reviewing.fields import changed
from xushi.reviewing.items import Entry, Item, item_of
from xushi.reviewing.pages import STATIC, page, static
from xushi.screen import shown
from xushi.showing import ShownEvidence

# an answer is a few words
_MOST_BYTES = 100_000
_MOST_DECISIONS = 500
_MOST_RUNS = 100
_MOST_DIFFERENCES = 2000
# rows of the queue that are listed before and after the one that is shown
_AROUND = 60
_SEE_OTHER, _CONFLICT, _INVALID, _MISSING, _TOO_LARGE = 303, 409, 422, 404, 413


@dataclass(frozen=True, slots=True)
class Review:
    """What is reviewed, by whom, and what opens locked files.

    One thread at a time reads the warehouse, because DuckDB gives a second connection of a process the file that the
    first has open, though another may have been published; and one at a time draws, because PDFium can't be shared.
    """

    warehouse: Path
    who: str
    password: str | None
    reading: threading.Lock = field(default_factory=threading.Lock)
    drawing: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given in a form that could not be kept, to be shown again, and the sentence that says why."""

    told: str
    record_id: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def application(review: Review) -> Starlette:
    """Give the page, which is to stand behind a guard."""
    pages = Pages(review)
    routes = [
        Route("/", pages.first),
        Route("/item/{record_id}", pages.item, methods=["GET"]),
        Route("/item/{record_id}", pages.answer, methods=["POST"]),
        Route("/evidence/{record_id}", pages.picture),
        Route("/decided", pages.decided),
        Route("/diff", pages.diff),
        Route("/static/{name}", pages.static),
    ]
    errors = {WarehouseError: pages.failed, UnreadableError: pages.failed, OSError: pages.failed}
    return Starlette(routes=routes, exception_handlers=errors)


class Pages:
    """Answers requests. Those that read or write files run in threads of their own."""

    def __init__(self, review: Review) -> None:
        self._review = review

    def first(self, request: Request) -> Response:
        """Lead to what is weightiest, or say that nothing is open."""
        with self._review.reading, connect(self._review.warehouse) as connection:
            found = queue(connection)
        if found:
            return _lead_to(found[0].record_id, request.query_params.get("kept"))
        return self._page("nothing", request.query_params.get("kept"))

    def item(self, request: Request) -> Response:
        """Show a record."""
        return self._shown(request.path_params["record_id"], request.query_params.get("kept"))

    async def answer(self, request: Request) -> Response:
        """Keep an answer and lead to what is next; where it can't be kept, show the record as it is now, and say so."""
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_BYTES:
                return Response("An answer is shorter than that.\n", _TOO_LARGE)
        form = {name: values[-1] for name, values in parse_qs(body.decode("utf8", "replace"), True).items()}
        return await run_in_threadpool(self._answer, request.path_params["record_id"], form)

    def picture(self, request: Request) -> Response:
        """Give the picture of where a record was written."""
        evidence = self._evidence(request.path_params["record_id"])
        with self._review.drawing:
            content = evidence.png
        # what a record was read from stays the same; so the next one's may be fetched ahead
        return Response(content, media_type="image/png", headers={"Cache-Control": "private, max-age=300"})

    def decided(self, request: Request) -> Response:
        """Show what people decided, the last first."""
        with self._review.reading, connect(self._review.warehouse) as connection:
            found = decisions(connection, _MOST_DECISIONS)
        return self._page("decided", None, decisions=found)

    def diff(self, request: Request) -> Response:
        """Show what is other between two moments; or in what is held back, where anything is."""
        asked = request.query_params
        held = held_beside(self._review.warehouse)
        is_held = asked.get("of") == "held"
        warehouse = held if is_held else self._review.warehouse
        with self._review.reading:
            compared = compare(warehouse, asked.get("earlier"), asked.get("later"))
            with connect(warehouse) as connection:
                names, rows = last_runs(connection, _MOST_RUNS)
        return self._page(
            "diff",
            None,
            layout="base.html.jinja",
            compared=compared,
            documents=compared.documents(_MOST_DIFFERENCES),
            left_out=max(len(compared.found) - _MOST_DIFFERENCES, 0),
            runs=[dict(zip(names, (shown(value) for value in row), strict=True)) for row in rows],
            earlier=asked.get("earlier"),
            later=asked.get("later"),
            has_held=held.exists(),
            is_held=is_held,
            compared_in=warehouse,
        )

    def static(self, request: Request) -> Response:
        """Give the style or the script."""
        name = request.path_params["name"]
        if name not in STATIC:
            return Response("There is no such file.\n", _MISSING)
        return Response(static(name), media_type=STATIC[name])

    def failed(self, _: Request, error: Exception) -> Response:
        """Say in a sentence what is wrong."""
        return HTMLResponse(page("failed", told=str(error), who=self._review.who), _MISSING)

    def _answer(self, item_id: str, form: Mapping[str, str]) -> Response:
        record_id = form.get("record", item_id)
        values = {name.removeprefix("field-"): value for name, value in form.items() if name.startswith("field-")}
        given = Given("", record_id, values, form.get("reason", ""))
        with self._review.reading, connect(self._review.warehouse) as connection:
            before = queue(connection)
            try:
                entry = _entry(item_of(connection, item_id), record_id)
                differing = changed(entry.fields, values)
            except (WarehouseError, StopIteration):
                # gone or rejected meanwhile: whether it is as it was shown is looked at once more below
                differing = {}
        try:
            decision = Decision(form.get("decision", ""))
            meant = differing if decision is Decision.CORRECT else {}
            answer = Answer(record_id, decision, given.reason, self._review.who, form.get("shown", ""), meant)
            made = give(self._review.warehouse, answer)
        except OutdatedError:
            told = "This was answered by another, or read again, since it was shown to you. Your answer was not kept."
            return self._shown(item_id, None, Given(f"{told} This is how it stands now."), _CONFLICT)
        except (WarehouseError, ValueError) as error:
            told = str(error).removeprefix(f"{record_id}: ")
            return self._shown(item_id, None, Given(told, record_id, values, given.reason), _INVALID)
        return self._next(item_id, before, made[-1].correction_id)

    def _next(self, item_id: str, before: Sequence[Open], kept: str) -> Response:
        """Lead on: to the same record where it is still open, else to the one after it, else to the first."""
        with self._review.reading, connect(self._review.warehouse) as connection:
            still = {one.record_id for one in queue(connection)}
        ids = [one.record_id for one in before]
        at = ids.index(item_id) if item_id in ids else 0
        following = next((one for one in (*ids[at:], *ids[:at]) if one in still), None)
        return _lead_to(following, kept)

    def _shown(self, record_id: str, kept: str | None, given: Given | None = None, status: int = 200) -> Response:
        with self._review.reading, connect(self._review.warehouse) as connection:
            found = queue(connection)
            try:
                item = item_of(connection, record_id)
            except WarehouseError:
                item = None
                decided = decision_on(connection, record_id)
                shown = shown_of(connection, record_id) if decided else ""
        if item is None:
            # what was rejected has no row, but it may be taken back
            status = status if decided else max(status, _MISSING)
            return self._page("gone", None, status, decided=decided, shown=shown, given=given)
        at = next((at for at, one in enumerate(found) if one.record_id == record_id), None)
        listed = found[max((at or 0) - _AROUND, 0) : (at or 0) + _AROUND]
        picture, excerpt, missing = self._look(item.evidence)
        return self._page(
            "item",
            kept,
            status,
            item=item,
            open=None if at is None else found[at],
            position=at,
            listed=listed,
            previous=_at(found, -1 if at is None else at - 1),
            following=_at(found, 0 if at is None else at + 1),
            given=given,
            picture=picture,
            excerpt=excerpt,
            missing=missing,
        )

    def _look(self, found: Evidence) -> tuple[bool, str, str]:
        """Whether there is a picture of a record, else the excerpt of its file as HTML, else why there is neither."""
        try:
            evidence = self._with_file(found)
            if evidence.is_pdf:
                is_about = bool(found.words or found.page)
                return is_about, "", "" if is_about else "It is about no page in particular."
            with self._review.drawing:
                return False, evidence.excerpt, ""
        except (WarehouseError, UnreadableError) as error:
            return False, "", str(error)

    def _evidence(self, record_id: str) -> ShownEvidence:
        with self._review.reading, connect(self._review.warehouse) as connection:
            found = evidence_of(connection, record_id)
        return self._with_file(found)

    def _with_file(self, found: Evidence) -> ShownEvidence:
        return ShownEvidence(found, file_of(self._review.warehouse, found.sha256, found.sources), self._review.password)

    def _page(self, template: str, kept: str | None, status: int = 200, **values: object) -> Response:
        with self._review.reading, connect(self._review.warehouse) as connection:
            told = next(iter(decisions(connection, 1, kept)), None) if kept else None
            come = progress(connection)
        filled = page(
            template, who=self._review.who, warehouse=self._review.warehouse, kept=told, progress=come, **values
        )
        return HTMLResponse(filled, status)


def _entry(item: Item, record_id: str) -> Entry:
    return next(one for one in (item.own, *item.others) if one.record_id == record_id)


def _at(found: Sequence[Open], at: int) -> str | None:
    return found[at].record_id if 0 <= at < len(found) else None


def _lead_to(record_id: str | None, kept: str | None) -> Response:
    path = f"/item/{record_id}" if record_id else "/"
    return RedirectResponse(f"{path}?kept={kept}" if kept else path, _SEE_OTHER)
