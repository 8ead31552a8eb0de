"""nbgrader's settings for this course, each with the fault it prevents (nbgrader 0.9.6)."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from kooperation.base.words import Words

STUBS = Words("grading.stubs")
ERRORS = Words("grading.errors.settings")
TEMPLATES = Path(__file__).with_name("templates")
COURSE_ID = "kooperation"  # nbgrader's name of the course, also in an exchange

# The lists are nbgrader's own; what is ours or moved says why.
SANITIZE_PREPROCESSORS = [
    "kooperation.grading.clean.LeaveBehind",  # formgrader and Jupyter's server give out what lies beside a notebook
    "nbgrader.preprocessors.ClearOutput",
    "kooperation.grading.restore.RestoreCells",  # a copied test cell would stop the whole class
    "kooperation.grading.clean.CleanTexts",  # formgrader runs what stands in Markdown
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "kooperation.grading.sheet_texts.ShowTexts",  # an unchanged cell gets its 0 unread; texts stand in the sheet
    "nbgrader.preprocessors.CheckCellMetadata",
]
AUTOGRADE_PREPROCESSORS = [
    "kooperation.grading.variants.TellSharedVariants",  # the same variant twice is hardly chance
    "kooperation.grading.execute.ExecuteApart",  # in place of Execute: tests apart from the code
    "kooperation.grading.clean.CleanOutputs",  # and what stands in outputs
    "kooperation.grading.given_view.ShowGiven",  # formgrader shows no widget, so no answer
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "kooperation.grading.run.SaveGrades",  # no 0 for a test that failed by itself
    "kooperation.grading.exchange.late.AssignDeadlines",  # nbgrader's own, with the dates of termine.toml
    "nbgrader.preprocessors.CheckCellMetadata",
]
FEEDBACK_PREPROCESSORS = [
    "nbgrader.preprocessors.GetGrades",
    "kooperation.grading.given_view.ShowAsked",  # „Spiel a“ says nothing without the game
    "kooperation.grading.feedback.ExplainTests",  # plain nbgrader shows hidden tests and tracebacks
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]


def configure(c: Config, root: Path) -> Config:
    """Set in *c* what the course at *root* needs, and return it."""
    c.CourseDirectory.course_id = COURSE_ID
    # Texts, records with keys and model answers lie beside the notebooks in source/: never release them.
    c.CourseDirectory.ignore = [
        ".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".*",
        "*.md*", "*.toml*", "*.py", "*~", "*.orig", "*.bak", "model_answers.json",
    ]  # fmt: skip

    # What learners read in place of solutions.
    c.ClearSolutions.code_stub = {"python": f"# {STUBS['code']}\nraise NotImplementedError"}
    c.ClearSolutions.text_stub = Words("assignments.assignment")["stub"]
    # The marking scheme stands in the locked question above a text answer, not in a task cell: so an
    # untouched answer gets its zero by itself. Locked cells are restored when grading all the same.
    c.ClearMarkScheme.enforce_metadata = False

    # For whoever goes on with nbgrader's own Execute: a learner may tag cells, and with nbconvert's tag a
    # test cell is skipped and earns full marks; an endless loop costs half a minute, then the next cell is run.
    c.Execute.skip_cells_with_tag = "__never__"
    c.Execute.timeout = 30
    c.Execute.interrupt_on_timeout = True
    # Whoever prints without end fills a disk; how long lines may be is up to ExecuteApart.
    c.LimitOutput.max_lines = 500
    c.LimitOutput.max_traceback = 50

    # Dotted names: traitlets imports them when they are used, so that this module stays light.
    c.Autograde.sanitize_preprocessors = SANITIZE_PREPROCESSORS
    c.Autograde.autograde_preprocessors = AUTOGRADE_PREPROCESSORS
    # One examiner for all submissions, and no grading at all without it.
    c.Autograde.exporter_class = "kooperation.grading.run.GradingRun"
    c.GenerateFeedback.preprocessors = FEEDBACK_PREPROCESSORS
    # The feedback page in German. Not by HTMLExporter.template_name: formgrader's page, on which texts
    # are graded, would then lose its form.
    c.GenerateFeedback.exporter_class = "kooperation.grading.feedback.FeedbackPage"
    c.FeedbackPage.template_name = "rueckmeldung"
    c.FeedbackPage.extra_template_basedirs = [str(TEMPLATES), str(_nbgrader_templates())]

    # What being late costs stands in termine.toml, and who has more time in the list of people.
    c.AssignLatePenalties.plugin_class = "kooperation.grading.exchange.late.LateByDeadline"
    c.AssignDeadlines.root = c.LateByDeadline.root = str(root)

    # An answers file that lies in source/ would overwrite the learner's when grading.
    c.Autograde.exclude_overwriting = {
        folder.name: [f"{notebook.stem}.answers.json" for notebook in folder.glob("*.ipynb")]
        for folder in (root / "source").glob("*/")
    }
    # zip_collect keeps notebooks only; the answers must come along.
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
    # A notebook that a browser called „dilemma (1).ipynb“ is none to nbgrader.
    c.ZipCollectApp.collector_plugin = "kooperation.grading.recognise.CollectByContent"
    return c


def _nbgrader_templates() -> Path:
    """Return where nbgrader keeps its pages, without importing it."""
    spec = find_spec("nbgrader")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(ERRORS["no_nbgrader"])
    return Path(spec.origin).parent / "server_extensions" / "formgrader" / "templates"


def settings_of(root: Path, slug: str) -> Config:
    """Return nbgrader's settings of the course at *root*, as its own `nbgrader_config.py` has them."""
    # nbgrader starts alembic by its name, to learn how old a gradebook is.
    own, path = str(Path(sys.executable).parent), os.environ.get("PATH", "")
    if own not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([own, path])
    try:
        c = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except ConfigFileNotFound:
        c = configure(Config(), root)
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.assignment_id = slug
    return c
