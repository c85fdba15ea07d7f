"""Settings: what is chosen is kept at once, in SI; a limit out of range is refused with a sentence."""

import pytest

from analysis import mileage, review
from dashboard import words
from ingest.schema import Profile


def limit_key(limit, unit):
    return f"settings.{limit.key}.{unit}"


def test_miles_are_kept_with_one_tap(visit, empty_store):
    visit("settings", empty_store).button(key="settings.unit.mi").click().run()
    assert empty_store.profile().distance_unit == "mi"


def test_tapping_the_chosen_unit_again_keeps_it(visit, empty_store):
    visit("settings", empty_store).button(key="settings.unit.km").click().run()
    assert empty_store.profile().distance_unit == "km"


def test_the_week_can_start_on_sunday(visit, empty_store):
    visit("settings", empty_store).button(key="settings.week.sunday").click().run()
    assert empty_store.profile().week_start == "sunday"


def test_a_weight_in_pounds_is_kept_in_kilograms(visit, empty_store):
    empty_store.save_profile(Profile(distance_unit="mi"))
    visit("settings", empty_store).number_input(key="settings.weight.lb").set_value(200.0).run()
    assert empty_store.profile().body_mass_kg == pytest.approx(90.718474)  # 200 x 0.45359237


def test_a_weight_is_shown_in_pounds_to_those_who_run_in_miles(visit, empty_store):
    empty_store.save_profile(Profile(body_mass_kg=90.718474, distance_unit="mi"))
    assert visit("settings", empty_store).number_input(key="settings.weight.lb").value == 200.0


def test_a_weight_that_cannot_be_is_refused_with_a_sentence(visit, empty_store):
    page = visit("settings", empty_store)
    page.number_input(key="settings.weight.kg").set_value(7.0).run()
    assert empty_store.profile().body_mass_kg is None
    assert "cannot be right" in page.warning[0].value


def test_a_weight_that_was_never_said_is_empty_and_not_zero(visit, empty_store):
    assert visit("settings", empty_store).number_input(key="settings.weight.kg").value is None


def test_a_weight_can_be_emptied_again(visit, empty_store):
    empty_store.save_profile(Profile(body_mass_kg=70.0))
    page = visit("settings", empty_store)
    weight = page.number_input(key="settings.weight.kg")
    assert weight.value == 70.0
    assert not weight.proto.HasField("default")  # else an emptied field falls back on it in the browser
    weight.set_value(None).run()
    assert empty_store.profile().body_mass_kg is None


def test_what_another_tab_has_saved_meanwhile_stays(visit, empty_store):
    page = visit("settings", empty_store)
    empty_store.save_profile(Profile(body_mass_kg=70.0, zone="Europe/Berlin"))
    page.button(key="settings.unit.mi").click().run()
    assert empty_store.profile() == Profile(70.0, "Europe/Berlin", "mi", "monday")


def test_what_is_hidden_around_home_is_kept_in_metres(visit, empty_store):
    empty_store.save_profile(Profile(distance_unit="mi"))
    hidden = visit("settings", empty_store).number_input(key="settings.home.mi")
    assert hidden.value == 1312  # 400 m / 0.3048
    hidden.set_value(2000).run()
    assert empty_store.profile().home_radius_m == pytest.approx(609.6)


def test_a_hidden_area_of_a_street_is_refused_with_a_sentence(visit, empty_store):
    page = visit("settings", empty_store)
    page.number_input(key="settings.home.km").set_value(100).run()
    assert empty_store.profile().home_radius_m == 400.0
    assert "200 to 5,000 m" in page.warning[0].value
    assert page.number_input(key="settings.home.km").value == 400


def test_the_time_zone_is_kept(visit, empty_store):
    visit("settings", empty_store).selectbox(key="settings.zone").set_value("Europe/Berlin").run()
    assert empty_store.profile().zone == "Europe/Berlin"


def test_every_threshold_is_there_with_its_meaning_and_source(visit, empty_store):
    page = visit("settings", empty_store)
    labels = " ".join(number.label for number in page.number_input)
    captions = " ".join(caption.value for caption in page.caption)
    for limit in review.LIMITS:
        assert words.plain(limit.meaning) in labels
        assert words.plain(limit.source) in captions
    assert len(page.number_input) == len(review.LIMITS) + 2  # weight and what is hidden around home


def test_a_changed_threshold_is_kept_as_a_fraction(visit, empty_store):
    page = visit("settings", empty_store)
    page.number_input(key=limit_key(mileage.SPIKE, "%")).set_value(20.0).run()
    assert not page.exception
    assert empty_store.load().limits == {mileage.SPIKE.key: pytest.approx(0.2)}


def test_a_threshold_in_metres_is_changed_in_miles(visit, empty_store):
    from analysis import shoes

    limit = next(limit for limit in shoes.LIMITS if limit.unit == "m")
    empty_store.save_profile(Profile(distance_unit="mi"))
    page = visit("settings", empty_store)
    # The guide's limits are whole miles.
    assert page.number_input(key=limit_key(limit, "mi")).value == round(limit.default / 1609.344)
    page.number_input(key=limit_key(limit, "mi")).set_value(250.0).run()
    assert empty_store.load().limits[limit.key] == pytest.approx(250 * 1609.344)


@pytest.mark.parametrize("end", ["low", "high"])
def test_a_threshold_may_be_set_to_either_end_of_its_range(visit, empty_store, end):
    # 25 miles are 40.2336 km and 2,000 are 3,218.688: shown as 40.23 and 3,218.69, just outside of it.
    from analysis import shoes

    page = visit("settings", empty_store)
    field = page.number_input(key=limit_key(shoes.ROAD_WATCH, "km"))
    field.set_value(field.min if end == "low" else field.max).run()
    assert empty_store.load().limits == {shoes.ROAD_WATCH.key: getattr(shoes.ROAD_WATCH, end)}


def test_a_threshold_goes_back_to_its_default_alone(visit, empty_store):
    other = next(limit for limit in review.LIMITS if limit.unit == "days")
    empty_store.save_limits({mileage.SPIKE.key: 0.2, other.key: other.low})
    page = visit("settings", empty_store)
    page.button(key=f"settings.reset.{mileage.SPIKE.key}").click().run()
    assert empty_store.load().limits == {other.key: other.low}
    assert page.number_input(key=limit_key(mileage.SPIKE, "%")).value == 10.0


def test_all_thresholds_go_back_at_once(visit, empty_store):
    empty_store.save_limits({mileage.SPIKE.key: 0.2})
    page = visit("settings", empty_store)
    page.button(key="settings.reset_all").click().run()
    assert empty_store.load().limits == {}
    assert page.number_input(key=limit_key(mileage.SPIKE, "%")).value == 10.0


def test_nothing_to_reset_offers_no_reset(visit, empty_store):
    assert not [button for button in visit("settings", empty_store).button if "reset" in button.key]


def test_a_changed_limit_changes_how_far_today_may_go(visit, small_store):
    page = visit("settings", small_store)
    page.number_input(key=limit_key(mileage.SPIKE, "%")).set_value(25.0).run()
    # 12 km + 25 % = 15 km, and half of it, for the hip hurt 5 of 10 yesterday.
    assert visit("today", small_store).metric[0].value == "7.5 km"
