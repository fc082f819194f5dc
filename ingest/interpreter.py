"""Carries out the drawing operators of a page: pdfminer's interpreter with our reader of content streams.

What is added to pdfminer: the clipping path, as its bounding box, the first colour of a colour space, and
the end of a form's matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import stream_value
from pdfminer.utils import Matrix

from .content import Operand, operations
from .device import Canvas
from .shapes import Area


class Interpreter(PDFPageInterpreter):
    """Pdfminer's interpreter over :func:`operations`; it draws on a canvas and tells it what is clipped."""

    device: Canvas

    def __init__(self, resources: PDFResourceManager, device: Canvas) -> None:
        super().__init__(resources, device)

    def init_state(self, ctm: Matrix) -> None:
        """Start a page or form: nothing is saved yet."""
        super().init_state(ctm)
        self.clips: list[Area] = []

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the operators of *streams*, which are read as one; a form within itself is left out."""
        self.stream_ids.clear()
        found = [stream_value(stream) for stream in streams]
        sound = [one for one in found if one.objid is not None and one.objid not in self.parent_stream_ids]
        self.stream_ids.update(one.objid for one in sound if one.objid is not None)
        for operator, operands in operations(b"\n".join(one.get_data() for one in sound)):
            known = OPERATORS.get(operator)
            if known is None:
                continue
            method, count = known
            if count == 0:
                self.argstack = operands
                method(self)
            elif len(operands) == count:
                method(self, *operands)
            elif len(operands) > count:
                method(self, *operands[-count:])

    def do_q(self) -> None:
        """Save the state, the clipping with it."""
        super().do_q()
        self.clips.append(self.device.clip)

    def do_Q(self) -> None:
        """Go back to the state saved last."""
        super().do_Q()
        if self.clips:
            self.device.clip = self.clips.pop()

    def do_W(self) -> None:
        """Clip by the bounding box of the path; that the path itself is yet to be painted does not matter."""
        points = [point for _, *numbers in self.curpath for point in zip(numbers[::2], numbers[1::2], strict=True)]
        if points:
            self.device.clip_to(points)

    do_W_a = do_W

    def do_TJ(self, seq: Operand) -> None:
        """Show text; the state is not copied, since the canvas keeps none of it."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def do_cs(self, name: Operand) -> None:
        """Choose a colour space, and with it its first colour: black, or full ink."""
        super().do_cs(name)
        self.graphicstate.ncolor = 1.0 if self.graphicstate.ncs.name in {"Separation", "DeviceN"} else 0.0

    def do_CS(self, name: Operand) -> None:
        """Choose a colour space for lines."""
        super().do_CS(name)
        self.graphicstate.scolor = 1.0 if self.graphicstate.scs.name in {"Separation", "DeviceN"} else 0.0

    def do_sh(self, name: object) -> None:
        """Paint a shading, which fills all that is not clipped."""
        self.device.paint_all()

    def do_Do(self, xobjid_arg: Operand) -> None:
        """Draw an image or form; the matrix of a form ends with it."""
        super().do_Do(xobjid_arg)
        self.device.set_ctm(self.ctm)


def _operators() -> dict[bytes, tuple[Any, int]]:
    """Each operator with its method and the number of its operands; those of unknown number take the stack."""
    operators = {}
    for name in dir(Interpreter):
        if name.startswith("do_"):
            method = getattr(Interpreter, name)
            operator = name[3:].replace("_a", "*").replace("_w", '"').replace("_q", "'")
            operators[operator.encode()] = (method, method.__code__.co_argcount - 1)
    return operators


OPERATORS = _operators()
