"""A real server and a real Chromium; every request that the page makes is written down."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE_MS = 30_000  # two tests may share two cores with an import
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


def chromium_path():
    return next((found for name in CHROMIUMS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium():
    """Chromium through Playwright; skipped where none is installed, unless the tests are required."""
    path = chromium_path()
    if path is None:
        if os.environ.get("HIPLOG_BROWSER_TESTS") == "required":
            pytest.fail("the browser tests are required, but no Chromium is installed")
        pytest.skip("no Chromium on this machine; install one to run the browser tests")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def serving(store, **environment):
    """The dashboard on a store, from start to stop; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "dashboard", "--store", str(store), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL)
    try:
        wait_for(server, f"http://127.0.0.1:{port}", 60)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def serve():
    return serving


@pytest.fixture
def visit(chromium):
    """Opens an address in a window of its own; at the end, no request may have left this machine."""
    asked = []
    contexts = []

    def opened(address, width, height, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    local = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:http://127.0.0.1:")
    assert [url for url in asked if not url.startswith(local)] == []
