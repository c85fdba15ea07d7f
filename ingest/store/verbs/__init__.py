"""What a Store can be asked, a subject a module; Store puts them together.

A verb is one transaction, and in it a call of the module of `ingest.store` that knows the tables. It says
to the caller what is kept and what is raised; how it is kept is said over there.
"""

from ingest.store.verbs.care import CareVerbs
from ingest.store.verbs.diary import DiaryVerbs
from ingest.store.verbs.files import FileVerbs
from ingest.store.verbs.form import FormVerbs
from ingest.store.verbs.ground import GroundVerbs
from ingest.store.verbs.imports import ImportVerbs
from ingest.store.verbs.routes import RouteVerbs
from ingest.store.verbs.runs import RunVerbs
from ingest.store.verbs.settings import SettingVerbs
from ingest.store.verbs.shoes import ShoeVerbs

__all__ = [
    "CareVerbs",
    "DiaryVerbs",
    "FileVerbs",
    "FormVerbs",
    "GroundVerbs",
    "ImportVerbs",
    "RouteVerbs",
    "RunVerbs",
    "SettingVerbs",
    "ShoeVerbs",
]
