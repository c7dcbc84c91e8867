"""The roles a person can have. Kept apart from `access`, which needs the user model to exist."""

EMPLOYEE, HR_EDITOR, HR_ADMIN, OPERATOR = "employee", "hr_editor", "hr_admin", "operator"
SERVICE = "service"  # in whose name API keys ask (chat/service_person.py); may use no page
MEMBERS = frozenset({EMPLOYEE, HR_EDITOR, HR_ADMIN})
HR = frozenset({HR_EDITOR, HR_ADMIN})
