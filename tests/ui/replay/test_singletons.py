import sys

import pytest

from workbench.ui.replay.singletons import keep_singletons


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal")
def test_that_none_true_and_false_outlive_miscounting_and_are_credited_once() -> None:
    keep_singletons()
    for singleton in (None, True, False):
        assert 1 << 39 < sys.getrefcount(singleton) < 1 << 41
