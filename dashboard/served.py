"""What the server serves: the app, and beside it the plain log at /log. `python -m dashboard` starts it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import plain_log

app = st.App(Path(__file__).with_name("app.py"), routes=plain_log.ROUTES)
