"""The command line: `kithbook build | serve | check | export`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from kithbook import __version__
from kithbook.export import FolderTaken
from kithbook.export import export as export_to
from kithbook.pdf import PangoMissing, Progress
from kithbook.problems import Mistakes, Problem, errors, report
from kithbook.project import BuildFailed, Project


class Group(click.Group):
    """Shows mistakes in the content as such; anything else is our bug and keeps its traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except Mistakes as mistakes:
            click.echo(_in_words(mistakes.problems), err=True)
        except (PangoMissing, FolderTaken, BuildFailed) as mistake:
            click.echo(str(mistake), err=True)
        sys.exit(1)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kithbook")
@click.option(
    "-C",
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder with mkdocs.yml and playbooks/ (if not the one you are in).",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Turn the playbooks of a folder into a website, a workbook and workshop handouts.

    The folder holds mkdocs.yml (the site's settings), docs/ (pages you write yourself) and playbooks/.
    """
    context.obj = Project(folder.resolve())


@main.command()
@click.option("--no-pdf", is_flag=True, help="Make the pages alone; they then do not mention PDFs.")
@click.option("--strict", is_flag=True, help="Stop at the first thing that is merely doubtful, too.")
@click.pass_obj
def build(project: Project, *, no_pdf: bool, strict: bool) -> None:
    """Make the whole site, with its PDFs, in the folder site/.

    The site you had stays as it is until the new one is complete.
    """
    from kithbook.mkdocs_plugin.run import build_site  # noqa: PLC0415 - MkDocs takes 0.3 s to load

    began = time.monotonic()
    _need_settings(project)
    project.book()
    with _Progress(project, pdfs=not no_pdf) as progress:
        target = build_site(project, pdfs=not no_pdf, strict=strict, progress=progress)
    pages, pdfs = (sum(1 for _ in target.rglob(pattern)) for pattern in ("*.html", "*.pdf"))
    click.echo(f"{pages} pages and {pdfs} PDFs are in {_shown(target)} ({time.monotonic() - began:.1f} s).")


@main.command()
@click.option(
    "--address", metavar="HOST:PORT", help="Where to show it; 127.0.0.1:8000 unless you say otherwise."
)
@click.pass_obj
def serve(project: Project, address: str | None) -> None:
    """Show the site on this computer, and show every edit at once.

    Open the address it prints in your browser. Ctrl+C ends it. PDFs are not made here.
    """
    from kithbook.mkdocs_plugin.run import serve_site  # noqa: PLC0415 - MkDocs takes 0.3 s to load

    _need_settings(project)
    project.book()
    serve_site(project, address)


@main.command()
@click.pass_obj
def check(project: Project) -> None:
    """Look for mistakes in the playbooks, and say what to do about each."""
    loaded = project.examine()
    if loaded.problems:
        click.echo(_in_words(loaded.problems), err=True)
    if errors(loaded.problems) or loaded.book is None:
        sys.exit(1)
    playbooks = _count(len(loaded.book.playbooks), "playbook")
    workshops = _count(len(loaded.book.workshops), "workshop")
    click.echo(f"{playbooks} and {workshops}: no mistakes.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--no-pdf", is_flag=True, help="Leave the PDFs out.")
@click.pass_obj
def export(project: Project, folder: Path, *, no_pdf: bool) -> None:
    """Write the pages as Markdown files into FOLDER, for another site engine.

    FOLDER gets a mkdocs.yml and a docs/ that ProperDocs, Zensical and MkDocs build without this plugin.
    """
    with _Progress(project, pdfs=not no_pdf) as progress:
        count = export_to(project, folder, pdfs=not no_pdf, progress=progress)
    click.echo(f"{count} files are in {_shown(folder)}.")


def _need_settings(project: Project) -> None:
    if not (project.folder / "mkdocs.yml").exists():
        raise BuildFailed(
            f"There is no mkdocs.yml in {project.folder}.\n"
            "Go to your book's folder first, or name it: kithbook -C FOLDER ..."
        )


def _in_words(problems: list[Problem]) -> str:
    count = len(errors(problems))
    last = f"{_count(count, 'mistake')}. Nothing was changed." if count else "Nothing that stops a build."
    return f"{report(problems)}\n\n{last}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shown(path: Path) -> str:
    try:
        return f"{path.resolve().relative_to(Path.cwd())}/"
    except ValueError:
        return f"{path}/"


class _Progress:
    """A bar that counts the PDFs, if somebody is there to see it."""

    def __init__(self, project: Project, *, pdfs: bool) -> None:
        self.wanted = pdfs and sys.stderr.isatty()
        self.project = project

    def __enter__(self) -> Progress | None:
        if not self.wanted:
            return None
        book = self.project.book()
        count = 2 * (1 + len(book.playbooks) + 2 * len(book.workshops))
        self.bar = click.progressbar(
            length=count, label="Making PDFs", file=sys.stderr, item_show_func=lambda name: name or ""
        )
        self.bar.__enter__()
        return lambda path: self.bar.update(1, path.rpartition("/")[2])

    def __exit__(self, *error: object) -> None:
        if self.wanted:
            self.bar.__exit__(*error)  # type: ignore[arg-type]
