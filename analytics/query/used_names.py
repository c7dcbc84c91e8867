"""What HR reads of which way a question went, and of what else people do here."""

from collections.abc import Mapping

ROUTES: Mapping[str, str] = {
    "official": "HR’s own official answer",
    "document": "From the documents",
    "fact": "A figure found in the documents",
    "date": "From the company’s calendar",
    "contact": "From the company’s contacts",
    "glossary": "What a word means",
}
PAGES: Mapping[str, str] = {
    "chat:home": "First page",
    "chat:conversation": "A conversation",
    "chat:history": "Own conversations",
    "chat:notice": "How the assistant works",
    "chat:print": "An answer to print",
    "chat:receipt": "How an answer came about",
    "chat:source": "The passage behind an answer",
    "chat:ask_hr": "Asking HR",
    "chat:told": "HR’s answer to a gap",
    "benefits:you": "What is known about oneself",
    "benefits:used_about_you": "What the assistant uses about oneself",
    "benefits:contacts": "Whom to call",
    "benefits:calculators": "All calculators",
    "benefits:calculator": "A calculator",
    "benefits:fsa_planner": "Calculator: health care FSA",
    "benefits:deductible": "Calculator: what is left of a deductible",
    "benefits:plans": "Plans",
    "benefits:plan_page": "One plan",
    "benefits:plan_compare": "Plans side by side",
    "benefits:plan_cost": "What a year would cost",
    "benefits:plan_paycheck": "What comes off a paycheck",
    "benefits:plan_news": "What is new next year",
    "benefits:company_rules": "The company’s rules",
    "benefits:leave": "Time off and leave",
    "benefits:glossary": "Words of benefits",
    "benefits:life_events": "When something happens",
}
ACTIONS: Mapping[str, str] = {
    "stop": "Stopped an answer",
    "ask_again": "Asked again",
    "print": "Printed an answer",
    "reckon:hsa": "Worked out: HSA",
    "reckon:401k": "Worked out: 401(k)",
    "reckon:dependent-care": "Worked out: dependent care",
    "reckon:cobra": "Worked out: COBRA",
    "reckon:life-insurance": "Worked out: tax of life insurance",
}
SEARCHES: Mapping[str, str] = {"found": "Something was found", "nothing": "Nothing was found", "": "Not noted then"}
