import pytest

from knowledge.ingestion.guess_people import guess_hours, guess_work_states


@pytest.mark.parametrize(
    ("title", "states"),
    [
        ("California Paid Family Leave", ["CA"]),
        ("Leave policy for employees in New York and New Jersey", ["NJ", "NY"]),
        ("West Virginia employees", ["WV"]),
        ("Sick leave (CA)", ["CA"]),
        ("Handbook supplement - California, Oregon", ["CA", "OR"]),
        ("Sick and safe leave: Washington, D.C.", ["DC"]),
        ("Permiso por enfermedad para empleados que trabajan en California", ["CA"]),
        ("Time off in Massachusetts", ["MA"]),
        ("Effects of a hurricane in Florida", []),
        ("Our offices in Texas", []),
        ("New York Life insurance guide", []),
        ("Blue Shield of California PPO summary", []),
        ("Benefits in network (IN)", []),
        ("Virginia Mason clinic list", []),
        ("Benefits guide 2027", []),
        ("Sick leave for non-California employees", []),
        ("Sick leave for employees outside California", []),
    ],
)
def test_a_title_names_states_where_it_speaks_of_their_people_or_leave(title, states):
    assert guess_work_states(title, "") == states


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("Leave policy\nThis policy applies only to employees who work in California.", ["CA"]),
        ("Leave policy\nFor California employees", ["CA"]),
        ("Leave policy\nFor all employees working in Oregon or Washington only", ["OR", "WA"]),
        ("Leave policy\nCalifornia employees: see page 9. All others read on.", []),
        ("Leave policy\nOur office in Texas is closed on Friday.", []),
        ("a\nb\nc\nd\ne\nFor California employees", []),
    ],
)
def test_a_text_names_states_only_where_it_says_for_whom_it_is(words, states):
    assert guess_work_states("Leave policy", words) == states


def test_the_title_comes_before_the_text():
    assert guess_work_states("Sick leave in Ohio", "For California employees") == ["OH"]


@pytest.mark.parametrize(
    ("title", "words", "hours"),
    [
        ("Part-time benefits", "", "part_time"),
        ("Guide for full time employees", "", "full_time"),
        ("Full-time and part-time benefits", "", ""),
        ("Benefits for employees who are not full-time", "", "part_time"),
        ("Beneficios de medio tiempo", "", "part_time"),
        ("Dental guide", "Dental guide\nFor part-time employees (20-29 hours)", "part_time"),
        ("Dental guide", "This guide is for part-time employees in California.", "part_time"),
        ("Eligibility", "Part-time employees are not eligible for medical coverage.", ""),
        ("Summary", "Eligible are full-time employees and their families.", ""),
    ],
)
def test_hours_are_proposed_where_a_file_is_for_one_kind_alone(title, words, hours):
    assert guess_hours(title, words) == hours
