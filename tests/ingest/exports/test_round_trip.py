"""Whatever a ZIP is made of, its members come out as they went in, however deep they lie."""

import io
import string
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.exports import opened

LETTERS = string.ascii_letters + string.digits + "äß 走-"
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
FILES = st.dictionaries(
    NAMES.map("{}.gpx".format), st.binary(max_size=300).map(lambda data: data * 20), max_size=8
)


@st.composite
def archives(draw, deepest=2):
    """The bytes of a ZIP, and what lies in it by its whole name."""
    files = draw(FILES)
    method, whole, expected = draw(METHODS), io.BytesIO(), dict(files)
    inner = (
        draw(st.dictionaries(NAMES.map("{}.zip".format), archives(deepest - 1), max_size=2))
        if deepest
        else {}
    )
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, (data, _) in inner.items():
            archive.writestr(name, data)
        for name, data in files.items():
            archive.writestr(name, data)
    for name, (_, inside) in inner.items():
        expected |= {f"{name}/{path}": data for path, data in inside.items()}
    return whole.getvalue(), expected


@settings(max_examples=60, deadline=None)
@given(archives())
def test_members_come_out_as_they_went_in(made):
    data, expected = made
    archive = opened(data, "x")
    members = {member.name: member.data for member in archive.members()}
    assert members == {f"x/{path}": content for path, content in expected.items()}
    assert archive.count == len(expected)
