"""What is searched for, and in which language it was asked."""

from datetime import date

import pytest

from benefits.models import PlanYear
from chat.pipeline.search_words import search_words
from knowledge.text.little_words import language_of

SPECIALIST = "What does a specialist visit cost on the PPO 1000 in 2027?"


@pytest.mark.parametrize(
    ("question", "earlier", "searched"),
    [
        ("And for my kids?", ["What is the PPO deductible?"], "And for my kids? ppo deductible"),
        ("When do I lose it?", ["What is the FSA maximum?"], "When do I lose it? fsa maximum"),
        ("¿Y para mi familia?", ["¿Cuánto es el deducible?"], "¿Y para mi familia? cuánto deducible"),
        ("And dental?", ["What is the PPO deductible?", "And vision?"], "And dental? ppo deductible"),
        ("And urgent care?", [SPECIALIST], "And urgent care? visit cost ppo 1000 2027"),
        ("And in 2026?", [SPECIALIST], "And in 2026? specialist visit cost ppo 1000"),
        ("What about the HDHP?", [SPECIALIST], "What about the HDHP? specialist visit cost 2027"),
        ("And the PPO 500?", [SPECIALIST], "And the PPO 500? specialist visit cost 2027"),
        ("How long is parental leave?", ["What is the FSA maximum?"], "How long is parental leave?"),
        ("What is the PPO deductible?", [], "What is the PPO deductible?"),
        ("And on the 1500?", ["What is the PPO 500 deductible?"], "And on the 1500? ppo 1500 deductible"),
        ("Is there a $500 bonus?", ["What is the PPO 750 deductible?"], "Is there a $500 bonus?"),
        ("And the HSA 2500?", [SPECIALIST], "And the HSA 2500? specialist visit cost 2027"),
        ("And the PPO 500?", ["Is an MRI covered by the HSA 2500?"], "And the PPO 500? mri covered"),
        ("And the year before?", [SPECIALIST], "And 2026? specialist visit cost ppo 1000"),
        ("What was it last year?", ["What is the PPO deductible?"], "What was it 2025? ppo deductible"),
        ("¿Y el año anterior?", ["¿Cuánto es el deducible en 2027?"], "¿Y 2026? cuánto deducible"),
        ("And for my spouse?", ["What does the PPO 500 cost for my family?"], "And for my spouse? ppo 500 cost"),
        (
            "¿Y para mi esposa?",
            ["¿Cuánto cuesta el PPO 500 para mi familia?"],
            "¿Y para mi esposa? cuánto cuesta ppo 500",
        ),
        (
            "And for hourly employees?",
            ["How long is parental leave?"],
            "And for hourly employees? how long parental leave",
        ),
        ("And part-timers?", ["How many sick days are there?"], "And part-timers? how many sick days"),
        (
            "and does my insurance keep going?",
            ["How long is parental leave?"],
            "and does my insurance keep going? parental leave",
        ),
        ("And if I only have 8 months?", ["Is sick leave paid?"], "And if I only have 8 months? sick leave paid"),
        ("what about my kids", ["Can I cover my husband?"], "Can I cover my kids?"),
        ("¿y mis hijos?", ["¿Puedo agregar a mi esposa?"], "¿Puedo cubrir a mis hijos?"),
        ("what about braces", ["Can I cover my husband?"], "what about braces cover"),
        (
            "and how much does medical insurance cost?",
            ["How long is parental leave?"],
            "and how much does medical insurance cost?",
        ),
        ("and what does my job pay?", ["How long is parental leave?"], "and what does my job pay?"),
        ("and do I keep my job?", ["How long is parental leave?"], "and do I keep my job? parental leave"),
        ("¿y cuánto cuesta el seguro?", ["¿Hay licencia parental?"], "¿y cuánto cuesta el seguro?"),
        ("¿y sigo con mi seguro?", ["¿Hay licencia parental?"], "¿y sigo con mi seguro? licencia parental"),
        ("And urgent care?", ["What happens to my HSA if I retire?"], "And urgent care?"),
        ("And the PPO deductible?", ["What happens to my HSA if I retire?"], "And the PPO deductible?"),
        ("¿Y la sala de emergencias?", ["¿Qué pasa con mi HSA si renuncio?"], "¿Y la sala de emergencias?"),
        ("And how much is dental?", ["What happens to my HSA if I retire?"], "And how much is dental?"),
        ("And how much vacation is paid?", ["Do I get my pay if I quit?"], "And how much vacation is paid? pay quit"),
        ("And the FSA?", ["What happens to my HSA if I retire?"], "And the FSA? retire"),
        ("and next year?", ["Can I cover my mother?"], "and 2027? cover mother"),
        ("and my father next year?", ["Can I cover my mother?"], "Can I cover my father 2027?"),
        ("and for hourly employees?", ["Can I cover my wife?"], "and for hourly employees? cover wife"),
        (
            "¿y para los empleados por hora?",
            ["¿Puedo cubrir a mi esposa?"],
            "¿y para los empleados por hora? cubrir esposa",
        ),
        ("¿y mi mamá?", ["¿Puedo cubrir a mi esposa?"], "¿Puedo cubrir a mi mamá?"),
        ("and the dental?", ["Do I lose my HSA if I quit?"], "and the dental? lose quit"),
        (
            "¿y para mi esposa y yo?",
            ["¿Cuánto cuesta el PPO 500 solo para mí?"],
            "¿y para mi esposa y yo? cuánto cuesta ppo 500",
        ),
        ("What about the other plan?", ["What is the PPO 500 deductible?"], "What about the other plan? deductible"),
        ("Does last year's choice roll over?", [], "Does last year's choice roll over?"),
        ("why not", ["Can I get health insurance?"], "why not health insurance"),
        ("¿por qué no?", ["¿Puedo tener seguro médico?"], "¿por qué no? tener seguro médico"),
        ("how much", ["Is there life insurance?"], "how much life insurance"),
        ("how long", ["Can I take bereavement leave?"], "how long take bereavement leave"),
        ("since when?", ["Is there a dental plan?"], "since when? dental plan"),
        ("desde cuando", ["¿Hay plan dental?"], "desde cuando plan dental"),
        ("who do I call", ["Can I have an FSA?"], "who do I call fsa"),
        ("quién lo paga", ["¿Hay recargo por tabaco?"], "quién lo paga recargo tabaco"),
        ("y cuanto cuesta", ["¿Cubre el dentista?"], "y cuanto cuesta cubre dentista"),
        ("and vision", ["How much is dental per week?"], "and vision how much"),
        ("and just me", ["How much is the PPO for my family?"], "and just me how much ppo"),
        ("And is it covered?", ["How much is an MRI?"], "And is it covered? mri"),
        ("last year's hmo price", [], "2025 hmo price"),
        ("What were last years prices?", [], "What were 2025 prices?"),
        ("precio del HMO del año pasado", [], "precio del HMO del 2025"),
        ("next year's PPO price", [], "2027 PPO price"),
        ("When was last year's open enrollment?", [], "When was 2025 open enrollment?"),
        ("Do last year's benefit elections stay?", [], "Do last year's benefit elections stay?"),
        ("Does what I chose last year stay?", [], "Does what I chose last year stay?"),
        ("¿Sigue mi elección del año pasado?", [], "¿Sigue mi elección del año pasado?"),
        ("Can I change my plan right now?", [], "Can I change my plan right now?"),
        ("What is the premium starting January?", [], "What is the premium 2027?"),
        ("What changes next year?", [], "What changes 2027?"),
        ("¿Cuánto era el deducible el año pasado?", [], "¿Cuánto era el deducible el 2025?"),
    ],
)
def test_follow_up_is_searched_with_the_words_it_leaves_out(question, earlier, searched):
    years = [PlanYear(label=str(year), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31)) for year in (2026, 2027)]

    assert search_words(question, earlier, day=date(2026, 11, 10), plan_years=years) == searched


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the deductible?", "en"),
        ("¿Cuánto es?", "es"),
        ("cuanto pago por una visita", "es"),
        ("quiero morirme", "es"),
        ("I want to die", "en"),
        ("PPO 750", "en"),
    ],
)
def test_language_is_told_by_the_little_words(text, language):
    assert language_of(text, "en") == language
