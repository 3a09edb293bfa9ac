"""Any sequence of the outline's buttons: no part is lost but what was removed, and no two have one key."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from responses.domain import drafting
from responses.domain.errors import Refused
from responses.domain.letter import Part, assemble, letter_hash

BODIES = st.text(max_size=40) | st.sampled_from(["((requester))", "((Not A Gap))", "\r\n", "- one\r\n- two"])
STEPS = st.integers(-4, 4)


class Drafting(RuleBasedStateMachine):
    """A letter and what should be in it; `model` maps each key to the words that were last accepted under it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[Part, ...] = ()
        self.model: dict[str, str] = {}
        self.removed: list[tuple[Part, str]] = []

    def some_key(self, data) -> str:
        return data.draw(st.sampled_from([part.key for part in self.parts]), label="key")

    @rule(data=st.data(), body=BODIES, block=st.booleans())
    def add(self, data, body, block) -> None:
        after = data.draw(st.sampled_from(["", *(part.key for part in self.parts)]), label="after")
        key = drafting.new_key(self.parts)
        assert key not in self.model
        try:
            body = drafting.check_body(body)
        except Refused:
            return
        part = (
            drafting.part_from_wording(key, slug="s", version=1, title="", body=body, continues=False)
            if block
            else Part(key=key, kind="paragraph", body=body)
        )
        self.parts = drafting.add(self.parts, part, after=after)
        assert not after or drafting.position(self.parts, key) == drafting.position(self.parts, after) + 1
        self.model[key] = body

    @precondition(lambda self: self.parts)
    @rule(data=st.data(), steps=STEPS)
    def move(self, data, steps) -> None:
        key = self.some_key(data)
        others = [part for part in self.parts if part.key != key]
        self.parts = drafting.move(self.parts, key, steps)
        assert [part for part in self.parts if part.key != key] == others, "the others keep their order"

    @precondition(lambda self: self.parts)
    @rule(data=st.data())
    def remove(self, data) -> None:
        key, before = self.some_key(data), self.parts
        self.parts = drafting.remove(before, key)
        [(part, after)] = drafting.taken_out(before, self.parts)
        assert part.key == key and part.body == self.model.pop(key)
        assert drafting.put_back(self.parts, part, after=after) == before, "at once, it stands where it stood"
        self.removed.append((part, after))

    @precondition(lambda self: self.removed)
    @rule(data=st.data())
    def put_back(self, data) -> None:
        part, after = self.removed.pop(data.draw(st.integers(0, len(self.removed) - 1), label="which"))
        self.parts = drafting.put_back(self.parts, part, after=after)
        [key] = {each.key for each in self.parts} - set(self.model)
        self.model[key] = part.body

    @precondition(lambda self: self.parts)
    @rule(data=st.data(), body=BODIES)
    def rewrite(self, data, body) -> None:
        key, before = self.some_key(data), self.parts
        try:
            self.parts = drafting.rewrite(before, key, body)
        except Refused:
            assert self.parts is before
            return
        self.model[key] = drafting.check_body(body)

    @precondition(lambda self: self.parts)
    @rule(data=st.data())
    def act_on_a_part_that_is_gone(self, data) -> None:
        for act in (drafting.remove, drafting.position):
            with pytest.raises(Refused):
                act(self.parts, "gone")

    @invariant()
    def the_letter_holds_exactly_what_was_put_into_it(self) -> None:
        assert {part.key: part.body for part in self.parts} == self.model
        assert len(self.parts) == len(self.model), "no two parts have one key"

    @invariant()
    def the_letter_can_be_assembled_and_has_one_identity(self) -> None:
        letter = assemble(parts=self.parts, values={}, layout="plain", title="Reply")
        assert letter_hash(letter) == letter_hash(type(letter).from_json(letter.to_json()))


TestDrafting = Drafting.TestCase
TestDrafting.settings = settings(max_examples=settings.default.max_examples // 3, stateful_step_count=40)
