"""What all tests share."""

from hypothesis import HealthCheck, settings

# The gate tries the same examples every time; `pytest --hypothesis-profile=explore` looks for new ones.
# A busy machine is no fault of the code: no deadline for an example, no complaint about slow data.
settings.register_profile(
    "course",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore", settings.get_profile("course"), derandomize=False, max_examples=1000
)
settings.load_profile("course")
