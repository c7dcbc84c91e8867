"""Words of the federal template that every summary shares."""

QUESTION_HEADS = ("Important Questions", "Answers", "Why This Matters:")
INTRODUCTION = (
    "The Summary of Benefits and Coverage (SBC) document will help you choose a health plan. The SBC shows you how "
    "you and the plan would share the cost for covered health care services. NOTE: Information about the cost of this "
    "plan (called the premium) will be provided separately. This is only a summary."
)
EMBEDDED = (
    "Generally, you must pay all of the costs from providers up to the deductible amount before this plan begins to "
    "pay. If you have other family members on the plan, each family member must meet their own individual deductible "
    "until the total amount of deductible expenses paid by all family members meets the overall family deductible."
)
AGGREGATE = (
    "Generally, you must pay all of the costs from providers up to the deductible amount before this plan begins to "
    "pay. If you have other family members on the policy, the overall family deductible must be met before the plan "
    "begins to pay."
)
LIMIT_EMBEDDED = (
    "The out-of-pocket limit is the most you could pay in a year for covered services. If you have other family "
    "members in this plan, they have to meet their own out-of-pocket limits until the overall family out-of-pocket "
    "limit has been met."
)
LIMIT_AGGREGATE = (
    "The out-of-pocket limit is the most you could pay in a year for covered services. If you have other family "
    "members in this plan, the overall family out-of-pocket limit must be met."
)
BEFORE = (
    "This plan covers some items and services even if you haven't yet met the deductible amount. But a copayment or "
    "coinsurance may apply."
)
OWN_DEDUCTIBLES = (
    "You must pay all of the costs for these services up to the specific deductible amount before this plan begins to "
    "pay for these services."
)
NOT_COUNTED = "Even though you pay these expenses, they don't count toward the out-of-pocket limit."
NETWORK = (
    "This plan uses a provider network. You will pay less if you use a provider in the plan's network. You will pay "
    "the most if you use an out-of-network provider, and you might receive a bill from a provider for the difference."
)
NO_REFERRAL = "You can see the specialist you choose without a referral."
CHART_NOTE = (
    "All copayment and coinsurance costs shown in this chart are after your deductible has been met, if a deductible "
    "applies."
)
VISIT = "If you visit a health care provider's office or clinic"
TEST = "If you have a test"
DRUGS = "If you need drugs to treat your illness or condition. More information is at www.example.com/drugs"
SURGERY = "If you have outpatient surgery"
URGENT = "If you need immediate medical attention"
HOSPITAL = "If you have a hospital stay"
MENTAL = "If you need mental health, behavioral health, or substance abuse services"
PREGNANT = "If you are pregnant"
RECOVERY = "If you need help recovering or have other special health needs"
CHILD = "If your child needs dental or eye care"
MEC = "Does this plan provide Minimum Essential Coverage? Yes."
MINIMUM_VALUE = "Does this plan meet Minimum Value Standards? Yes."
CLOSING = (("mec", "answer yes"), ("minimum_value", "answer yes"))
