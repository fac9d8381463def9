"""The gym keeps what every gym promises."""

from tests.gyms.promises import keeps_its_promises, oracles_pass_a_sample, oracles_pass_everywhere

test_that_it_keeps_its_promises = keeps_its_promises("rx")
test_that_its_oracles_pass_a_sample = oracles_pass_a_sample("rx")
test_that_its_oracles_pass_everywhere = oracles_pass_everywhere("rx")
