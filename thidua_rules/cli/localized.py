"""A command whose help and usage faults speak the language that `--lang` asks for, wherever it stands."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click
from attrs import frozen

import thidua_rules
from thidua_rules.cli.interrupting import interruptible
from thidua_rules.report.messages import LANGUAGES, say
from thidua_rules.source.text import did_you_mean

_WORDS = {
    "usage": ("Cách dùng: ", "Usage: "),
    "arguments": ("Đối số", "Arguments"),
    "options": ("Tuỳ chọn", "Options"),
    "everywhere": ("Tuỳ chọn ở mọi lệnh", "Options of every command"),
    "commands": ("Lệnh", "Commands"),
    "some_options": ("[TUỲ CHỌN]", "[OPTIONS]"),
    "some_command": ("LỆNH [ĐỐI SỐ]...", "COMMAND [ARGS]..."),
    "help": ("hiện trợ giúp này", "show this help"),
    "lang": ("tiếng Việt (vi, mặc định) hoặc tiếng Anh (en)", "Vietnamese (vi, the default) or English (en)"),
    "no_color": ("không tô màu", "no colours"),
    "version": ("hiện phiên bản", "show the version"),
}


def word(key: str, lang: str) -> str:
    """A word of the command's own frame."""
    return _WORDS[key][LANGUAGES.index(lang)]


@frozen
class Switches:
    """What holds for every command, wherever it stands among the arguments, and the arguments without it."""

    lang: str
    color: bool
    version: bool
    rest: tuple[str, ...]


def switches(arguments: Sequence[str]) -> Switches:
    """Find the switches; click.UsageError for a language that is not known."""
    lang, color, version = "vi", not os.environ.get("NO_COLOR"), False
    rest: list[str] = []
    early: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest.extend([argument, *waiting])
        elif argument == "--lang" or argument.startswith("--lang="):
            lang = argument.partition("=")[2] if "=" in argument else next(waiting, "")
            if lang not in LANGUAGES:
                raise click.UsageError("--lang vi | en")
        elif argument == "--no-color":
            color = False
        elif argument == "--version" and not rest:
            version = True
        elif argument == "--json" and not rest:
            early.append(argument)
        else:
            rest.append(argument)
    return Switches(lang, color, version, (*rest[:1], *early, *rest[1:]))


class SpeakingCommand(click.Command):
    """A command with its frame in the context's language."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line after the command's name."""
        pieces = [word("some_options", _lang(ctx))]
        for each in self.get_params(ctx):
            pieces.extend(each.get_usage_pieces(ctx))
        return pieces

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how the command is called."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=word("usage", _lang(ctx)))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, with its help in the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = word("help", _lang(ctx))
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, those of every command, and for a group its commands."""
        lang = _lang(ctx)
        own = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [record for each in own if (record := each.get_help_record(ctx)) is not None]
        with formatter.section(word("options", lang)):
            formatter.write_dl(records)
        with formatter.section(word("everywhere", lang)):
            everywhere = [("--lang vi|en", word("lang", lang)), ("--no-color", word("no_color", lang))]
            if isinstance(self, click.Group):
                everywhere.append(("--version", word("version", lang)))
            formatter.write_dl(everywhere)
        if isinstance(self, click.Group):
            with formatter.section(word("commands", lang)):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(90)) for name in self.commands])


class SpeakingGroup(SpeakingCommand, click.Group):
    """A group of commands that keeps their order."""

    command_class = SpeakingCommand

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line after the command's name."""
        return [word("some_options", _lang(ctx)), word("some_command", _lang(ctx))]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they were declared."""
        return list(self.commands)


def _lang(ctx: click.Context) -> str:
    return str(ctx.find_root().obj or "vi")


def usage_fault(error: click.ClickException, lang: str) -> str:
    """A fault in the use of the command, in words."""
    message = error.format_message()
    return f"cách dùng: {_in_vietnamese(error, message)}" if lang == "vi" else f"usage: {message}"


def _in_vietnamese(error: click.ClickException, message: str) -> str:
    if isinstance(error, click.MissingParameter):
        return f"thiếu {_shown(error.param)}"
    if isinstance(error, click.NoSuchOption):
        near = f"; có phải {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"không có tuỳ chọn {error.option_name}{near}"
    if isinstance(error, click.BadOptionUsage):
        takes = "cần một giá trị" if "require" in message else "không nhận giá trị"
        return f"tuỳ chọn {error.option_name} {takes}"
    kind = error.param.type if isinstance(error, click.BadParameter) and error.param is not None else None
    if isinstance(error, click.BadParameter) and isinstance(kind, click.Choice):
        return f"giá trị không hợp lệ cho {_shown(error.param)}; chọn: {', '.join(map(str, kind.choices))}"
    if isinstance(error, click.BadParameter):
        type_ = None if error.param is None else error.param.type
        if isinstance(type_, click.IntRange | click.FloatRange):
            most = "" if type_.max is None else f" đến {type_.max}"
            whole = " nguyên" if isinstance(type_, click.IntRange) else ""
            return f"{_shown(error.param)} cần một số{whole} từ {type_.min}{most}"
        return f"giá trị không hợp lệ cho {_shown(error.param)}: {error.message}"
    group = error.ctx.command if isinstance(error, click.UsageError) and error.ctx is not None else None
    if message.startswith("No such command"):
        known = list(group.commands) if isinstance(group, click.Group) else []
        name = message.split("'")[1]
        near = ", ".join(did_you_mean(name, known))
        hint = f"có phải {near}?" if near else f"các lệnh: {', '.join(known)}"
        return f"không có lệnh `{name}`; {hint}"
    if message.startswith("Got unexpected extra argument"):
        return f"thừa đối số {message.partition('(')[2].rstrip(').')}"
    if message == "Missing command.":
        return "thiếu tên lệnh"
    return message


def _shown(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "đối số"
    return parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.metavar or parameter.name or ""


def run(build: Callable[[str], click.Group], arguments: Sequence[str] | None, **extra: Any) -> int:
    """Build the command in the language asked for and run it; the exit code, 2 for faults in its use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = "vi"
    try:
        found = switches(given)
        lang = found.lang
        if found.version:
            click.echo(f"thidua_rules {thidua_rules.__version__}")
            return 0
        extra.update(standalone_mode=False, obj=lang, color=None if found.color else False)
        with interruptible():
            result = build(lang).main(args=list(found.rest), **extra)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            click.echo(error.format_message())
            return 2
        click.echo(usage_fault(error, lang), err=True)
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("stopped", lang), err=True)
        return 130
