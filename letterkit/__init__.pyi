from letterkit.foundation.codes import Severity as Severity
from letterkit.foundation.problems import Location as Location
from letterkit.foundation.problems import Problem as Problem
from letterkit.foundation.problems import UserError as UserError
from letterkit.pipeline.steps import Composed as Composed
from letterkit.pipeline.steps import Loaded as Loaded
from letterkit.pipeline.steps import check as check
from letterkit.pipeline.steps import compose as compose
from letterkit.pipeline.steps import load as load
from letterkit.pipeline.steps import typeset as typeset
from letterkit.typeset.typeset import Typeset as Typeset

__version__: str
