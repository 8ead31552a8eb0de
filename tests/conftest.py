"""What all tests share."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: no deadline for an example, no complaint about slow data.
settings.register_profile(
    "course", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("course")
