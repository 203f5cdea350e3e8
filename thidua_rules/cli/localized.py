"""A command whose help and usage faults speak the language that `--lang` asks for, wherever it stands."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from thidua_rules.report.messages import LANGUAGES

_HEADINGS = {
    "vi": {"usage": "Cách dùng: ", "options": "Tuỳ chọn", "commands": "Lệnh"},
    "en": {"usage": "Usage: ", "options": "Options", "commands": "Commands"},
}


def language(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The language asked for (Vietnamese if none), and the arguments without the asking. UsageError for another."""
    lang, rest, waiting = "vi", [], iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest.extend([argument, *waiting])
            break
        if argument == "--lang" or argument.startswith("--lang="):
            lang = argument.partition("=")[2] if "=" in argument else next(waiting, "")
            if lang not in LANGUAGES:
                raise click.UsageError("--lang vi | en")
        else:
            rest.append(argument)
    return lang, rest


class SpeakingCommand(click.Command):
    """A command with its headings in the context's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the command is called."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_HEADINGS[_lang(ctx)]["usage"])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and for a group its commands."""
        records = [record for each in self.get_params(ctx) if (record := each.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(_HEADINGS[_lang(ctx)]["options"]):
                formatter.write_dl(records)
        if isinstance(self, SpeakingGroup):
            with formatter.section(_HEADINGS[_lang(ctx)]["commands"]):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(90)) for name in self.commands])


class SpeakingGroup(SpeakingCommand, click.Group):
    """A group of commands that keeps their order."""

    command_class = SpeakingCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were declared."""
        return list(self.commands)


def _lang(ctx: click.Context) -> str:
    return str(ctx.find_root().obj or "vi")


def usage_fault(error: click.ClickException, lang: str) -> str:
    """A fault in the use of the command, in words."""
    if lang == "en":
        return f"usage: {error.format_message()}"
    if isinstance(error, click.MissingParameter):
        return f"cách dùng: thiếu {error.param.make_metavar(error.ctx) if error.param and error.ctx else 'đối số'}"
    if isinstance(error, click.NoSuchOption):
        near = f"; có phải {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"cách dùng: không có tuỳ chọn {error.option_name}{near}"
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        group = error.ctx.command if error.ctx is not None else None
        known = ", ".join(group.commands) if isinstance(group, click.Group) else ""
        name = error.message.split("'")[1]
        return f"cách dùng: không có lệnh `{name}`; các lệnh: {known}"
    if isinstance(error, click.BadParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"cách dùng: giá trị không hợp lệ cho {name}: {error.message}"
    return f"cách dùng: {error.format_message()}"


def run(build: Callable[[str], click.Group], arguments: Sequence[str] | None, **extra: Any) -> int:
    """Build the command in the language asked for and run it; the exit code, 2 for faults in its use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = "vi"
    try:
        lang, rest = language(given)
        command = build(lang)
        extra.pop("standalone_mode", None)
        result = command.main(args=rest, standalone_mode=False, obj=lang, **extra)
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        click.echo(usage_fault(error, lang), err=True)
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
