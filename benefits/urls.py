from django.urls import path

from benefits import class_views, person_views, plan_year_views
from benefits import contact_views as views
from benefits.calculator_pages import views as calculators
from benefits.catalogue_pages import views as catalogue
from benefits.personal import views as personal
from benefits.plan_pages import views as plans
from benefits.plan_pages.accounts import fsa_planner
from benefits.plan_pages.deductible import deductible
from benefits.plan_pages.glossary import glossary
from benefits.plan_pages.life_events import life_event_file, life_events
from benefits.plan_pages.paycheck import plan_paycheck
from benefits.plan_templates import views as plan_templates
from benefits.workbook import views as workbook
from benefits.year_pages import views as years

app_name = "benefits"
urlpatterns = [
    path("you/", person_views.you, name="you"),
    path("you/uses/", personal.used_about_you, name="used_about_you"),
    path("you/uses/keep/", personal.keep_told, name="keep_told"),
    path("you/uses/use/", personal.use_told, name="use_told"),
    path("you/uses/forget/", personal.forget_told, name="forget_told"),
    path("contacts/", views.contacts, name="contacts"),
    path("calculators/", calculators.calculator_list, name="calculators"),
    path("calculators/health-fsa/", fsa_planner, name="fsa_planner"),
    path("calculators/deductible/", deductible, name="deductible"),
    path("calculators/<slug:slug>/", calculators.calculator, name="calculator"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/compare/", plans.plan_compare, name="plan_compare"),
    path("plans/cost/", plans.plan_cost, name="plan_cost"),
    path("plans/paycheck/", plan_paycheck, name="plan_paycheck"),
    path("plans/new/", plans.plan_news, name="plan_news"),
    path("plans/enrollment/<uuid:pk>.ics", plans.enrolment_file, name="enrolment_file"),
    path("plans/<uuid:pk>/", plans.plan_page, name="plan_page"),
    path("rules/", plans.company_rules, name="company_rules"),
    path("leave/", plans.leave, name="leave"),
    path("glossary/", glossary, name="glossary"),
    path("life-events/", life_events, name="life_events"),
    path("life-events/last-day.ics", life_event_file, name="life_event_file"),
    # /hr/contacts/
    path("hr/contacts/", views.contact_list, name="contact_list"),
    path("hr/contacts/add/", views.contact_add, name="contact_add"),
    path("hr/contacts/<uuid:pk>/", views.contact_edit, name="contact_edit"),
    path("hr/contacts/<uuid:pk>/up/", views.contact_up, name="contact_up"),
    path("hr/contacts/<uuid:pk>/delete/", views.contact_delete, name="contact_delete"),
    # /hr/plans/workbook/
    path("hr/plans/workbook/", workbook.workbook, name="workbook"),
    path("hr/plans/workbook/years/<uuid:pk>/", workbook.workbook_download, name="workbook_download"),
    path("hr/plans/workbook/<uuid:pk>/", workbook.workbook_shown, name="workbook_shown"),
    path("hr/plans/workbook/<uuid:pk>/apply/", workbook.workbook_apply, name="workbook_apply"),
    path("hr/plans/workbook/<uuid:pk>/to-fill-in/", plan_templates.unfilled, name="workbook_unfilled"),
    # /hr/plans/templates/
    path("hr/plans/templates/", plan_templates.templates, name="templates"),
    # /hr/plans/years/
    path("hr/plans/years/", years.catalogue_years, name="catalogue_years"),
    path("hr/plans/years/copy/", years.catalogue_copy, name="catalogue_copy"),
    # /hr/plans/
    path("hr/plans/", catalogue.plan_list, name="catalogue"),
    path("hr/plans/years/<uuid:pk>/", catalogue.year_rules, name="catalogue_rules"),
    path("hr/plans/years/<uuid:pk>/review/", catalogue.rules_review, name="catalogue_rules_review"),
    path("hr/plans/years/<uuid:pk>/add/<slug:table>/", catalogue.rule_add, name="catalogue_add_rule"),
    path("hr/plans/<uuid:pk>/", catalogue.plan_page, name="catalogue_plan"),
    path("hr/plans/<uuid:pk>/review/", catalogue.plan_review, name="catalogue_plan_review"),
    path("hr/plans/<uuid:pk>/add/<slug:table>/", catalogue.row_add, name="catalogue_add"),
    path("hr/plans/<slug:table>/<uuid:pk>/", catalogue.row_edit, name="catalogue_row"),
    path("hr/plans/<slug:table>/<uuid:pk>/review/", catalogue.row_review, name="catalogue_row_review"),
    path("hr/plans/<slug:table>/<uuid:pk>/remove/", catalogue.row_remove, name="catalogue_row_remove"),
    path("hr/plans/<slug:table>/<uuid:pk>/history/", catalogue.row_history, name="catalogue_row_history"),
    # /hr/company/
    path("hr/company/classes/", class_views.classes, name="classes"),
    path("hr/company/classes/add/", class_views.class_add, name="class_add"),
    path("hr/company/classes/<uuid:pk>/", class_views.class_edit, name="class_edit"),
    path("hr/company/classes/<uuid:pk>/remove/", class_views.class_remove, name="class_remove"),
    path("hr/company/plan-years/", plan_year_views.plan_years, name="plan_years"),
    path("hr/company/plan-years/add/", plan_year_views.plan_year_add, name="plan_year_add"),
    path("hr/company/plan-years/<uuid:pk>/", plan_year_views.plan_year_edit, name="plan_year_edit"),
    path("hr/company/plan-years/<uuid:pk>/remove/", plan_year_views.plan_year_remove, name="plan_year_remove"),
]
