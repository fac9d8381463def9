"""A gym host for the tests' own gym: what ``python -m gyms.kit.serve`` is for the shipped ones."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from starlette.responses import Response

from gyms.kit.perturbations import Hit, Perturbation, Serve, Strike
from gyms.kit.perturbations.intermittent_errors import IntermittentErrors
from gyms.kit.profiles import Profile
from gyms.kit.serve import run
from tests.gyms.kit.library import library


class LostAnswer(Perturbation):
    """Loses what the handler answered, after it committed; marks every page."""

    id = "T1"
    title = "Lost answer"

    def page_script(self, seed: int) -> str | None:
        return f"window.lossy = {seed};"

    async def around(self, hit: Hit, serve: Serve, strike: Strike) -> Response:
        response = await serve()
        if hit.method != "POST":
            return response
        strike({"lost": response.status_code, "ordinal": hit.ordinal})
        return Response("", status_code=502)


if __name__ == "__main__":
    flaky = Profile("flaky", "Half of all requests fail.", (IntermittentErrors(share=0.5),))
    lossy = Profile("lossy", "Answers to forms are lost.", (LostAnswer(),))
    run({"library": library}, {"clean": Profile("clean", "Nothing."), "flaky": flaky, "lossy": lossy})
