"""The plain log at /log: a form without JavaScript for any phone, kept through the same verbs as the map.

Nothing is remembered between two requests: each form carries what it was filled with, so that sending it
twice keeps one entry, and a day that another has changed since is asked about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from analysis import flags
from dashboard import clock, plain_page
from dashboard.theme import CONFIG
from dashboard.views import pain_answers, pain_details, pain_saving
from dashboard.views.pain_answers import ASKED, ASKED_WORDS, Form, Said
from dashboard.views.pain_saving import ACTS, CHANGED, MISSING, REFUSED, Outcome, Undo
from ingest.errors import InvalidEntry, StoreError
from ingest.schema import Log
from ingest.store import Store

LARGEST_BODY = 500_000
"""Bytes of a form: a note of 10,000 characters, written as %XX%XX%XX each, new and as it was seen."""

MOST_FIELDS = 200
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@cache
def _store() -> Store:
    return Store()


async def answer(request: Request) -> Response:
    """The form, or what became of one that was sent. Foreign names and foreign pages are turned away."""
    reason = turned_away(request)
    if reason:
        return PlainTextResponse(reason, 403, HEADERS)
    body = await _body(request) if request.method == "POST" else b""
    if body is None:
        return PlainTextResponse("That is more than a form of this log holds.", 413, HEADERS)
    try:
        page = await run_in_threadpool(_page, request, body)
    except StoreError as error:
        return PlainTextResponse(str(error), 503, HEADERS)
    return HTMLResponse(page, headers=HEADERS)


def turned_away(request: Request) -> str | None:
    """Why a request is not answered; None where it may be.

    A page elsewhere can make a browser send a form here, but not without its own name in Origin; and it
    can give its own name this machine's address, but then that name is in Host.
    """
    host, allowed = request.headers.get("host", ""), st.get_option("server.allowedHosts")
    if allowed and _name(f"//{host}") not in allowed:
        return "hiplog does not answer to this name."
    if request.method == "POST" and not _from_here(request, host):
        return "This form was sent by another page. Open /log and send it from there."
    return None


def _from_here(request: Request, host: str) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is None:
        return site is not None
    return origin.partition("://")[2] == host


def _name(address: str) -> str | None:
    """The name in an address; None where it holds none that could be."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is too much."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    return body


def _page(request: Request, body: bytes) -> str:
    """The page for a request: filled in anew, or with what was sent where that was not kept."""
    store = _store()
    log = store.load()
    today = clock.today(log.profile)
    if request.method != "POST":
        return _fresh(log, request.query_params.get("day"), today)
    try:
        message = message_of(body)
    except ValueError:
        return _fresh(
            log, None, today, Outcome(REFUSED, "That form could not be read. Please fill it in again.")
        )
    if message["act"] == "undo":
        return _fresh(store.load(), message["day"], today, _taken_back(store, message, today))
    outcome = pain_saving.keep(store, store.load, message, today)
    return _after(store.load(), message, today, outcome)


def message_of(body: bytes) -> dict:
    """A form as the message that the hip log would send. Raises ValueError where it is none."""
    fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    last = {name: said[-1].replace("\r\n", "\n") for name, said in fields.items()}
    several = {name: " ".join(fields.get(name, ())) for name in ("spots", *ASKED_WORDS)}
    answers = {name: last[name] for name in ASKED if name in last} | several
    kept = {name: _told_by(last.get(name) or "{}") for name in ("seen", "undo")}
    plain = {name: last.get(name) for name in ("act", "day", "run_day")}
    if plain["act"] not in (*ACTS, "undo"):
        raise ValueError(plain["act"])
    return {**plain, **kept, "answers": answers}


def _told_by(text: str) -> object:
    """JSON that a form carries. Raises ValueError where it is none, or nested without end."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError(text[:20]) from None


def _taken_back(store: Store, message: Mapping, today: date) -> Outcome:
    """Undo as the form carries it: days with their fields, before and after."""
    try:
        before, saved = (_days(message["undo"].get(name), today) for name in ("before", "saved"))
    except (AttributeError, TypeError, InvalidEntry):
        return Outcome(MISSING, "There is nothing left to take back.")
    return pain_saving.undo(store, Undo(before, saved))


def _days(said: Mapping, today: date) -> dict[date, Said]:
    return {
        pain_answers.day_said(day, today): {
            name: pain_answers.plain(name, fields[name]) for name in ASKED if name in fields
        }
        for day, fields in said.items()
    }


def _fresh(log: Log, day: str | None, today: date, outcome: Outcome | None = None) -> str:
    """The form of a day, filled in with what is known of it."""
    try:
        shown = pain_answers.day_said(day, today) if day else today
    except InvalidEntry as error:
        shown, outcome = today, outcome or Outcome(REFUSED, str(error))
    form = pain_answers.form_of(log, shown)
    return _drawn(log, form, pain_answers.values(form), today, outcome)


def _after(log: Log, message: Mapping, today: date, outcome: Outcome) -> str:
    """What was sent stands in the form as long as it is not kept."""
    if outcome.kind == CHANGED:
        return _drawn(log, outcome.form, pain_saving.both_sides(outcome), today, outcome)
    if outcome.kind != REFUSED:
        return _fresh(log, message["day"], today, outcome)
    try:
        form = pain_answers.form_said(log, message, today)
    except InvalidEntry:
        return _fresh(log, None, today, outcome)
    return _drawn(log, form, pain_answers.values(form) | message["answers"], today, outcome)


def _drawn(log: Log, form: Form, values: Said, today: date, outcome: Outcome | None) -> str:
    face = pain_details.face(log, replace(form, unit=log.profile.distance_unit), today)
    standing = flags.standing(log, today)
    return plain_page.page(face, dict(form.seen), values, outcome, standing[0].whom if standing else None)


async def manifest(request: Request) -> Response:
    """What a phone needs to keep the page on its home screen."""
    reason = turned_away(request)
    if reason:
        return PlainTextResponse(reason, 403, HEADERS)
    said = {
        "name": "hiplog: the log",
        "short_name": "Hip log",
        "start_url": "/log",
        "display": "standalone",
        "background_color": CONFIG["theme.light"]["backgroundColor"],
        "icons": [{"src": "/log/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return JSONResponse(said, headers=HEADERS, media_type="application/manifest+json")


async def icon(request: Request) -> Response:
    reason = turned_away(request)
    if reason:
        return PlainTextResponse(reason, 403, HEADERS)
    return Response(plain_page.ICON.read_bytes(), headers=HEADERS, media_type="image/svg+xml")


ROUTES = [
    Route("/log", answer, methods=["GET", "POST"]),
    Route("/log/manifest.webmanifest", manifest),
    Route("/log/icon.svg", icon),
]
