"""The plain log as HTML: one form, no script, the theme's colours in light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path

from analysis.findings import Severity
from dashboard.theme import CONFIG, MARKS, VERMILION
from dashboard.views.pain_answers import Said
from dashboard.views.pain_saving import CHANGED, SAVED, Outcome
from ingest.schema import PLACES

ICON = Path(__file__).with_name("icon.svg")
STYLE = """
:root {{ color-scheme: light dark; --ground: {light[backgroundColor]};
  --soft: {light[secondaryBackgroundColor]}; --ink: {light[textColor]}; --line: {light[borderColor]};
  --main: {light[primaryColor]}; --link: {light[linkColor]}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --ground: {dark[backgroundColor]};
  --soft: {dark[secondaryBackgroundColor]}; --ink: {dark[textColor]}; --line: {dark[borderColor]};
  --main: {dark[primaryColor]}; --link: {dark[linkColor]}; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 34rem; padding: 12px 16px 24px; background: var(--ground);
  color: var(--ink); font: 1.05rem/1.35 system-ui, sans-serif; }}
h1 {{ font-size: 1.5rem; margin: 4px 0 8px; }}
a {{ color: var(--link); display: inline-block; min-height: 44px; line-height: 44px; padding-right: 16px; }}
fieldset {{ border: 0; margin: 0 0 14px; padding: 0; }}
legend, .label {{ font-weight: 600; padding: 0; margin-bottom: 6px; display: block; }}
.row {{ display: flex; flex-wrap: wrap; gap: 6px; }}
.tap {{ display: flex; align-items: center; gap: 6px; min-height: 44px; min-width: 48px; padding: 0 10px;
  border: 1px solid var(--line); border-radius: 10px; }}
.tap:has(:checked) {{ border-color: var(--main); background: var(--soft); font-weight: 600; }}
input[type=radio], input[type=checkbox] {{ width: 20px; height: 20px; margin: 0; accent-color: var(--main); }}
select, textarea, .number, button {{ font: inherit; color: inherit; background: var(--ground);
  min-height: 44px; border: 1px solid var(--line); border-radius: 10px; padding: 8px 12px; }}
textarea {{ width: 100%; }}
button {{ flex: 1; }}
button.main {{ background: var(--main); border-color: var(--main); color: #fff; font-weight: 600; }}
summary {{ min-height: 44px; line-height: 44px; font-weight: 600; cursor: pointer; }}
.told {{ border: 2px solid var(--line); border-radius: 10px; padding: 10px 12px; margin: 0 0 12px; }}
.stop {{ background: %s; color: #000; border-radius: 10px; padding: 10px 12px; margin: 0 0 12px; }}
.stop a {{ color: #000; }}
.acts {{ position: sticky; bottom: 0; background: var(--ground); padding: 8px 0; }}
:focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
""".replace("%s", VERMILION)


def page(face: Mapping, seen: Said, values: Said, outcome: Outcome | None, whom: str | None) -> str:
    """The whole page. `face` is what pain_details says of the day; `values` stand in the fields.

    `whom` says whom to see and how soon while a red flag stands; None where none does.
    """
    style = STYLE.format(light=CONFIG["theme.light"], dark=CONFIG["theme.dark"])
    more = "".join(_question(asked, values) for asked in face["questions"] if not asked["both"])
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How is the hip? · hiplog</title><link rel="icon" href="/log/icon.svg">
<link rel="manifest" href="/log/manifest.webmanifest"><style>{style}</style></head><body><main>
<h1>How is the hip?</h1>
<p><b>{escape(face["named"])}</b></p>
{_stop(whom)}{_told(face, outcome)}
<form method="post" action="/log" autocomplete="off">
{_hidden("day", face["day"])}{_hidden("run_day", face["run_day"])}{_hidden("seen", _json(seen))}
{_pad(face["asked"], values)}{_spots(values)}
<details{" open" if _asked_more(face, values) else ""}><summary>More</summary>{more}</details>
{_acts(face)}</form>
{_days(face)}</main></body></html>"""


def _stop(whom: str | None) -> str:
    """The stop board's head; why it stands, and how to clear it, is said in the app."""
    if whom is None:
        return ""
    sign = MARKS[Severity.STOP].sign
    return f"""<div class="stop" role="alert"><b>{sign} Stop: do not run.</b> {escape(whom)}
<br><a href="/">Why hiplog says stop</a></div>"""


def _told(face: Mapping, outcome: Outcome | None) -> str:
    """What became of the form that was sent; where it was kept, with a way back."""
    if outcome is None:
        return ""
    said = f'<div class="told" role="status">{escape(outcome.text)}'
    if outcome.kind == CHANGED:
        said += f" <b>“{escape(face['save'])}” keeps yours.</b>"
        said += f' <a href="/log?day={face["day"]}">Keep that one</a>'
    if outcome.kind == SAVED and outcome.undo is not None:
        undo = {
            when: {day.isoformat(): fields for day, fields in days.items()}
            for when, days in asdict(outcome.undo).items()
        }
        said += f"""<form method="post" action="/log">{_hidden("act", "undo")}{_hidden("day", face["day"])}
{_hidden("undo", _json(undo))}<button>Undo</button></form>"""
    return said + "</div>"


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False)


def _pad(label: str, values: Said) -> str:
    chosen = str(values.get("worst_pain"))
    taps = (_tap("radio", "worst_pain", score, score or "0 none", chosen) for score in range(11))
    return _group(f"{label}: 0 is none, 10 the worst imaginable", taps)


def _spots(values: Said) -> str:
    chosen = (values.get("spots") or "").split()
    groups = []
    for side in ("left", "right"):
        taps = (_tap("checkbox", "spots", f"{side}.{place}", said, *chosen) for place, said in PLACES.items())
        groups.append(_group(f"Where on the {side}?", taps))
    return "".join(groups)


def _group(label: str, taps: Iterable[str]) -> str:
    return f'<fieldset><legend>{escape(label)}</legend><div class="row">{"".join(taps)}</div></fieldset>'


def _tap(kind: str, name: str, value: object, said: object, *chosen: str) -> str:
    checked = " checked" if str(value) in chosen else ""
    box = f'<input type="{kind}" name="{name}" value="{value}"{checked}>'
    return f'<label class="tap">{box}{escape(str(said))}</label>'


def _question(asked: Mapping, values: Said) -> str:
    name, label, value = asked["field"], asked["label"], values.get(asked["field"])
    if asked["kind"] == "words":
        chosen = (value or "").split()
        return _group(label, (_tap("checkbox", name, *each, *chosen) for each in asked["options"].items()))
    text = escape("" if value is None else str(value))
    fields = {
        "score": f'<select name="{name}" id="{name}">{_options(value)}</select>',
        "number": f'<input class="number" name="{name}" id="{name}" inputmode="decimal" value="{text}">',
        "text": f'<textarea name="{name}" id="{name}" rows="3" maxlength="10000">\n{text}</textarea>',
    }
    label = f'<label class="label" for="{name}">{escape(label)}</label>'
    return f"<fieldset>{label}{fields[asked['kind']]}</fieldset>"


def _options(chosen: object) -> str:
    scores = [("", "not asked"), (0, "0 none"), *((score, score) for score in range(1, 11))]
    said = "" if chosen is None else str(chosen)
    return "".join(
        f'<option value="{value}"{" selected" if str(value) == said else ""}>{word}</option>'
        for value, word in scores
    )


def _asked_more(face: Mapping, values: Said) -> bool:
    """Whether something stands beneath "More", which then must be seen."""
    return any(values.get(asked["field"]) not in (None, "") for asked in face["questions"])


def _acts(face: Mapping) -> str:
    same = face["same"] and f'<button name="act" value="same">{escape(face["same"])}</button>'
    save = f'<button class="main" name="act" value="save">{escape(face["save"])}</button>'
    return f"""<div class="acts row">{save}
<button name="act" value="none">No pain</button>{same or ""}</div>"""


def _days(face: Mapping) -> str:
    after = face["after"] and f'<a href="/log?day={face["after"]}">The day after</a>'
    before = f'<a href="/log?day={face["before"]}">The day before</a>'
    return f'<nav>{before}{after or ""}<a href="/">All of hiplog</a></nav>'
