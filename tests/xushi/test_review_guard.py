"""Whom the page of `xushi review` refuses, what it tells browsers, and what it says where it can't be."""

import socket
from pathlib import Path

import httpx

from tests.xushi.reviewing import Visitor, lines, served
from tests.xushi.running import xushi


def test_a_browser_is_told_to_run_and_fetch_nothing_else(visitor: Visitor) -> None:
    for path in ("/", "/decided", "/static/review.js", "/none"):
        answer = visitor.client.get(path, follow_redirects=True)
        policy = answer.headers["content-security-policy"]
        assert (
            policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        )
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "http:" not in answer.text.replace(visitor.base, "") and "https:" not in answer.text


def test_strangers_are_refused(warehouse: Path) -> None:
    with served(warehouse) as address:
        base = address.partition("/?")[0]
        ask_ = httpx.Client(base_url=base, trust_env=False)
        for path in ("/", "/decided", "/static/review.css", "/?token=", "/?token=wrong", "/decided?token=wrong"):
            assert ask_.get(path).status_code == 403, path
        assert ask_.get("/", headers={"Cookie": f"xushi_review_{base.rpartition(':')[2]}=wrong"}).status_code == 403
        welcome = ask_.get(address)
        cookie = welcome.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie and address.partition("token=")[2] not in cookie
        # a name that someone makes lead here
        for host in ("evil.example", "127.0.0.1", "127.0.0.1:1", ""):
            assert ask_.get("/", headers={"Host": host}).status_code == 421
        assert ask_.get(
            "/", headers={"Host": base.removeprefix("http://").replace("127.0.0.1", "localhost")}
        ).is_redirect


def test_other_sites_change_nothing(visitor: Visitor, warehouse: Path) -> None:
    page = visitor.get("/")
    form = {**dict(page.xpath("//form[@data-own]")[0].form_values()), "decision": "accept", "reason": ""}
    path = str(page.xpath("//form[@data-own]/@action")[0])
    for origin in ("http://evil.example", "null", "", visitor.base.replace("127.0.0.1", "localhost")):
        assert visitor.post(path, form, Origin=origin).status_code == 403
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert visitor.client.request(method, path, headers={"Origin": visitor.base}).status_code == 405
    assert visitor.client.get(path, params=form).status_code == 200
    assert visitor.post(path, {**form, "reason": "x" * 200_000}).status_code == 413
    assert visitor.post(path, {**form, "decision": "erase"}).status_code == 422
    assert lines(warehouse) == []


def test_a_port_that_is_taken_and_a_warehouse_that_is_missing_are_told(warehouse: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = xushi("review", "--no-open", "--port", port, "--warehouse", warehouse)
        assert done.code == 2 and done.sentence == f"xushi: port {port}: is in use; name another with --port.\n"
    missing = xushi("review", "--no-open", "--warehouse", tmp_path / "none.duckdb")
    assert missing.code == 2 and "there is no warehouse" in missing.sentence
