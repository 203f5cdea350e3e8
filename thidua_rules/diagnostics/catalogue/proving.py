"""What a solver finds of a ruleset: what can never be met, or always is; and what it could not tell."""

from thidua_rules.diagnostics.catalogue.code import Code, note, warning

_ACCEPT = (
    "xem lại điều kiện; nếu văn bản đúng là như vậy thì ghi `chấp nhận: {{{id} {about}: lý do}}`",
    "look at the condition again; where the text means it, write `chấp nhận: {{{id} {about}: the reason}}`",
)


def _fault(id_: str, vi: str, en: str) -> Code:
    return warning(vi, en, *(each.replace("{id}", id_) for each in _ACCEPT))


CODES: dict[str, Code] = {
    "NEVER-01": _fault(
        "NEVER-01",
        "không ai đạt được `{code}`, trong mọi hồ sơ tới cỡ: {sizes}",
        "nobody can meet `{code}`, in any dossier up to the sizes: {sizes}",
    ),
    "NEVER-02": _fault(
        "NEVER-02",
        "ai cũng đạt `{code}`, trong mọi hồ sơ tới cỡ: {sizes}",
        "everybody meets `{code}`, in any dossier up to the sizes: {sizes}",
    ),
    "NEVER-03": note(
        "`{code}` không bao giờ áp dụng, trong mọi hồ sơ tới cỡ: {sizes}",
        "`{code}` never applies, in any dossier up to the sizes: {sizes}",
    ),
    "NEVER-04": _fault(
        "NEVER-04",
        "`{code}` thừa: ai đạt các yêu cầu bên cạnh thì đạt nó, trong mọi hồ sơ tới cỡ: {sizes}",
        "`{code}` adds nothing: who meets those beside it meets it, in any dossier up to the sizes: {sizes}",
    ),
    "NEVER-05": _fault(
        "NEVER-05",
        "không ai đạt được danh hiệu `{code}`{because}, trong mọi hồ sơ tới cỡ: {sizes}",
        "nobody can attain the title `{code}`{because}, in any dossier up to the sizes: {sizes}",
    ),
    "NEVER-06": _fault(
        "NEVER-06",
        "người đạt `{code}` có thể không đạt `{other}`, là danh hiệu thấp hơn trong cùng văn bản",
        "who attains `{code}` may fail `{other}`, the lower title of the same document",
    ),
    "NEVER-07": _fault(
        "NEVER-07",
        "dòng {row} của `{code}` không bao giờ được dùng, trong mọi hồ sơ tới cỡ: {sizes}",
        "row {row} of `{code}` never counts, in any dossier up to the sizes: {sizes}",
    ),
    "NEVER-10": note(
        "chưa rõ, vì hết giờ: {codes}",
        "not known, for want of time: {codes}",
        "cho nhiều thời gian hơn bằng `--seconds`",
        "allow more time by `--seconds`",
    ),
    "NEVER-11": note(
        "`{code}`: phần chưa dịch được cho bộ giải, nên không kết luận gì từ đó: {named}",
        "`{code}`: not translated for the solver, so nothing is concluded from it: {named}",
    ),
    "NEVER-12": note(
        "bỏ qua phần cần bộ giải (điều không bao giờ, điều luôn luôn): chưa cài z3",
        "what needs the solver (never and always) was skipped: z3 is not installed",
        "chạy `pip install 'thidua-rules[prove]'`",
        "run `pip install 'thidua-rules[prove]'`",
    ),
}
