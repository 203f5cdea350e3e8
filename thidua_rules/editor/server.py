"""The language server: what the protocol asks, handed to the functions of this room; nothing is worked out here."""

import asyncio
import logging
import os
from pathlib import Path
from typing import Any

from attrs import define, field
from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

import thidua_rules
from thidua_rules.authoring.formatting import canonical_layout
from thidua_rules.diagnostics import Diagnostic, Place, Severity, UsageError
from thidua_rules.editor.completing import Sort, complete
from thidua_rules.editor.desk import Desk, paths_of
from thidua_rules.editor.fixing import Fix, fixes
from thidua_rules.editor.moving import Renaming, definitions, references, rename, rename_span
from thidua_rules.editor.pages import Page
from thidua_rules.editor.telling import Outlined, outline, tell

PAUSE = 0.25
"""Seconds without a keystroke after which the ruleset is looked at; its scenarios after four times as long."""
NAME = "thidua"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_SORTS: dict[Sort, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "name": types.CompletionItemKind.Field,
    "type": types.CompletionItemKind.Class,
    "code": types.CompletionItemKind.Reference,
    "document": types.CompletionItemKind.File,
    "clause": types.CompletionItemKind.Reference,
    "word": types.CompletionItemKind.Keyword,
    "value": types.CompletionItemKind.EnumMember,
}
_PARTS = {
    "ruleset": types.SymbolKind.Namespace,
    "scenarios": types.SymbolKind.Namespace,
    "scenario": types.SymbolKind.Event,
    "vocabulary": types.SymbolKind.Class,
    "type": types.SymbolKind.Field,
    "parameters": types.SymbolKind.Constant,
    "documents": types.SymbolKind.File,
}


@define(eq=False)
class State:
    """What the server knows: the desk, the language, and what was last found wrong with each ruleset."""

    desk: Desk = field(factory=Desk)
    lang: str = "vi"
    pause: float = PAUSE
    found: dict[Path, tuple[Diagnostic, ...]] = field(factory=dict)
    shown: dict[Path, set[Path]] = field(factory=dict)
    waiting: dict[Path, asyncio.Task[None]] = field(factory=dict)


def path_of(uri: str) -> Path | None:
    """The file of a URI; None for what is no file."""
    path = uris.to_fs_path(uri)
    return None if path is None else Path(os.path.normpath(path))


def build() -> LanguageServer:
    """The server, not yet started."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # a refusal is an answer, and no fault to be logged
    server = LanguageServer(NAME, thidua_rules.__version__)
    state = State()
    _texts(server, state)
    _answers(server, state)
    return server


def _texts(server: LanguageServer, state: State) -> None:
    """Opening, changing, saving and closing; each is followed by a look at the ruleset."""

    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        options = params.initialization_options if isinstance(params.initialization_options, dict) else {}
        state.lang = "en" if options.get("lang") == "en" else "vi"
        state.pause = float(options.get("pause", PAUSE))
        state.desk.units = types.PositionEncodingKind(server.workspace.position_encoding or "utf-16").value

    def took(uri: str) -> None:
        path = path_of(uri)
        if path is not None:
            state.desk.open(path, server.workspace.get_text_document(uri).source)
            look(path)

    def look(path: Path) -> None:
        home = state.desk.ruleset(path)
        earlier = state.waiting.pop(home, None)
        if earlier is not None:
            earlier.cancel()
        state.waiting[home] = asyncio.get_running_loop().create_task(looking(path, home))

    async def looking(path: Path, home: Path) -> None:
        for whole, pause in ((False, state.pause), (True, 3 * state.pause)):
            await asyncio.sleep(pause)
            state.desk.study(path)  # nobody waits for it now
            seen = Desk(dict(state.desk.texts), state.desk.units)
            found = await asyncio.to_thread(seen.findings, path, whole)
            state.found[home] = found
            _publish(server, state, seen, home, found)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        state.desk.refresh()
        took(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        took(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        state.desk.refresh()
        took(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            state.desk.close(path)
            state.desk.refresh()
            look(path)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def elsewhere(params: types.DidChangeWatchedFilesParams) -> None:
        state.desk.refresh()
        for path in filter(None, (path_of(each.uri) for each in params.changes)):
            look(path)


def _publish(server: LanguageServer, state: State, seen: Desk, home: Path, found: tuple[Diagnostic, ...]) -> None:
    """Tell what was found, file by file; a file of which something was told before is told that it is over."""
    now = set(paths_of(found)) | {path for path in seen.texts if state.desk.ruleset(path) == home}
    for path in sorted(now | state.shown.get(home, set())):
        page = seen.page(path)
        told = [_told(each, page, state.lang) for each in found if each.place.file and Path(each.place.file) == path]
        uri = uris.from_fs_path(str(path)) or ""
        version = next(
            (each.version for each in server.workspace.text_documents.values() if path_of(each.uri) == path), None
        )
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told, version))
    state.shown[home] = now


def _told(finding: Diagnostic, page: Page, lang: str) -> types.Diagnostic:
    hint = finding.hint(lang)
    return types.Diagnostic(
        range=_range(page, *page.span(finding.place)),
        message=finding.message(lang) + (f"\n{hint}" if hint else ""),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=NAME,
    )


def _range(page: Page, start: int, end: int) -> types.Range:
    return types.Range(*(types.Position(*page.position(each)) for each in (start, end)))


def _answers(server: LanguageServer, state: State) -> None:
    """What is asked about a position, or about a file."""
    desk = state.desk

    def where(params: Any) -> tuple[Path, int]:
        path = path_of(params.text_document.uri)
        if path is None:
            raise JsonRpcInvalidParams(params.text_document.uri)
        position = params.position
        return path, desk.page(path).offset((position.line, position.character))

    def location(place: Place) -> types.Location:
        path = Path(place.file or "")
        page = desk.page(path)
        return types.Location(uris.from_fs_path(str(path)) or "", _range(page, *page.span(place)))

    def findings(path: Path) -> tuple[Diagnostic, ...]:
        return state.found.get(desk.ruleset(path), ())

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "“", '"', "{", ":"])
    )
    def completion(params: types.CompletionParams) -> types.CompletionList:
        path, offset = where(params)
        page = desk.page(path)
        items = [
            types.CompletionItem(
                label=each.label,
                kind=_SORTS[each.sort],
                detail=each.detail or None,
                documentation=types.MarkupContent(types.MarkupKind.Markdown, each.about) if each.about else None,
                sort_text=f"{number:04}",
                # the letters that are there: whoever types without marks, or in the middle of a name, means it
                filter_text=page.text[each.start : each.end] or each.label,
                text_edit=types.TextEdit(_range(page, each.start, each.end), each.text),
            )
            for number, each in enumerate(complete(desk, path, offset, state.lang))
        ]
        return types.CompletionList(is_incomplete=True, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        path, offset = where(params)
        told = tell(desk, path, offset, findings(path), state.lang)
        if told is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, told.text)
        return types.Hover(content, _range(desk.page(path), told.start, told.end))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        return [location(each) for each in definitions(desk, *where(params))]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def referenced(params: types.ReferenceParams) -> list[types.Location]:
        found = references(desk, *where(params), params.context.include_declaration)
        return [location(each.place) for each in found]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def renamable(params: types.PrepareRenameParams) -> types.Range:
        path, offset = where(params)
        try:
            return _range(desk.page(path), *rename_span(desk, path, offset))
        except UsageError as error:
            raise _refused(error, state.lang) from error

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def renamed(params: types.RenameParams) -> types.WorkspaceEdit:
        try:
            return _edits(desk, rename(desk, *where(params), params.new_name))
        except UsageError as error:
            raise _refused(error, state.lang) from error

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_of(params.text_document.uri)
        if path is None:
            return []
        page = desk.page(path)
        first, last = (page.offset((each.line, each.character)) for each in (params.range.start, params.range.end))
        uri = params.text_document.uri
        return [_action(each, page, uri, state.lang) for each in fixes(desk, path, findings(path), first, last)]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        path = path_of(params.text_document.uri)
        return [] if path is None else [_symbol(each, desk.page(path)) for each in outline(desk, path)]

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        path = path_of(params.text_document.uri)
        if path is None:
            return None
        page = desk.page(path)
        after = canonical_layout(page.text, str(path))
        if isinstance(after, Diagnostic):
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, after.text(state.lang)))
            return None
        return [] if after == page.text else [types.TextEdit(_range(page, 0, len(page.text)), after)]


def _refused(error: UsageError, lang: str) -> JsonRpcInvalidParams:
    (finding,) = error.diagnostics
    return JsonRpcInvalidParams(f"{finding.code} {finding.message(lang)}")


def _edits(desk: Desk, renaming: Renaming) -> types.WorkspaceEdit:
    changes = {}
    for path, spans in renaming.spans.items():
        page = desk.page(path)
        edits = [types.TextEdit(_range(page, *span), renaming.text) for span in spans]
        changes[uris.from_fs_path(str(path)) or ""] = edits
    return types.WorkspaceEdit(changes=changes)


def _action(fix: Fix, page: Page, uri: str, lang: str) -> types.CodeAction:
    words = {"vi": "Đổi thành", "en": "Change to"}[lang]
    return types.CodeAction(
        title=f"{words} `{fix.text}`",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_told(fix.finding, page, lang)],
        edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(_range(page, fix.start, fix.end), fix.text)]}),
    )


def _symbol(part: Outlined, page: Page) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=part.name,
        kind=_PARTS.get(part.kind, types.SymbolKind.Property),
        range=_range(page, part.start, part.end),
        selection_range=_range(page, part.name_start, part.name_end),
        detail=part.title or None,
        children=[_symbol(each, page) for each in part.parts],
    )
