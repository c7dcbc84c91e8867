"""Claims of which many stand in no pattern, to tell what the patterns are worth on papers that none was made for."""

from tests.chat.proof.cases import Case, told

MEDICAL = told(
    "Medical at Finch & Rowe: Both plans use the Alder network. The Saver plan does not cover out-of-network care "
    "except in an emergency. Preventive visits are free on both plans. Maternity care is included. Sleep studies "
    "require prior authorization. Gym fees are not reimbursed. Children may stay on the plan to age 26; "
    "grandchildren are not eligible. Your HSA contribution may be changed each month. Mail-order drugs are shipped "
    "free. Copay cards may not be used with the Saver plan. Vision exams count toward the wellness credit. A nurse "
    "line is open to all members day and night.",
    title="Finch & Rowe Medical 2027",
)
TIME = told(
    "Time away: Vacation may be taken in half days. Unused vacation does not roll over, except in California. "
    "Employees on a performance plan may not take unpaid leave. Jury duty is paid for ten days. Volunteers receive "
    "one paid day. Bereavement leave includes step-parents and foster children but not cousins. Sick time may be "
    "used to care for a parent. A note is required after three days. You are not paid for unused sick time. "
    "Sabbaticals are available after seven years and must be approved by a director. Holidays worked are paid "
    "double.",
    title="Time Away 2027",
)
BECAS = told(
    "Becas: Los hijos de empleados pueden solicitar la beca. Los sobrinos no son elegibles. La beca cubre matrícula"
    " y libros, pero no cubre transporte. No hay límite de edad. Se requiere una carta del maestro. La solicitud se"
    " envía en línea; no se aceptan solicitudes en papel. El pago se hace a la escuela, no al estudiante. La beca "
    "no se renueva automáticamente.",
    title="Becas 2027",
)

FALSE = [
    Case("The Saver plan covers care outside the network [1].", MEDICAL),
    Case("The Saver plan doesn't cover emergency care outside the network [1].", MEDICAL),
    Case("Maternity care isn't included [1].", MEDICAL),
    Case("A sleep study doesn't need prior authorization [1].", MEDICAL),
    Case("Gym fees are reimbursed [1].", MEDICAL),
    Case("Grandchildren are eligible [1].", MEDICAL),
    Case("You can use a copay card with the Saver plan [1].", MEDICAL),
    Case("Vision exams don't count toward the wellness credit [1].", MEDICAL),
    Case("You can't change your HSA contribution each month [1].", MEDICAL),
    Case("Children can't stay on the plan, but grandchildren can [1].", MEDICAL),
    Case("Unused vacation rolls over except in California [1].", TIME),
    Case("You can take unpaid leave if you're on a performance plan [1].", TIME),
    Case("Bereavement leave covers cousins [1].", TIME),
    Case("Bereavement leave covers cousins, but it doesn't cover step-parents [1].", TIME),
    Case("Sick time can't be used to care for a parent [1].", TIME),
    Case("Unused sick time is paid out [1].", TIME),
    Case("Sabbaticals don't need approval [1].", TIME),
    Case("You can't take vacation in half days [1].", TIME),
    Case("La beca cubre el transporte [1].", BECAS),
    Case("La beca cubre el transporte, pero los libros no [1].", BECAS),
    Case("Los sobrinos son elegibles [1].", BECAS),
    Case("La beca se renueva automáticamente [1].", BECAS),
    Case("No necesita una carta del maestro [1].", BECAS),
    Case("El pago se hace al estudiante [1].", BECAS),
    Case("Se aceptan solicitudes en papel [1].", BECAS),
]

TRUE = [
    Case("The Saver plan doesn't cover care outside the network unless it's an emergency [1].", MEDICAL),
    Case("You don't pay anything for preventive visits [1].", MEDICAL),
    Case("Maternity care is covered [1].", MEDICAL),
    Case("A sleep study needs prior authorization [1].", MEDICAL),
    Case("Gym fees aren't covered [1].", MEDICAL),
    Case("Grandchildren can't be covered [1].", MEDICAL),
    Case("You can't use a copay card with the Saver plan [1].", MEDICAL),
    Case("Any member can call the nurse line [1].", MEDICAL),
    Case("If you order drugs by mail, you don't pay for shipping [1].", MEDICAL),
    Case("You can't carry over unused vacation, except in California [1].", TIME),
    Case("If you're on a performance plan, you can't take unpaid leave [1].", TIME),
    Case("Bereavement leave covers step-parents, but it doesn't cover cousins [1].", TIME),
    Case("You can use sick time to care for your mother [1].", TIME),
    Case("Unused sick time isn't paid out [1].", TIME),
    Case("You can't take a sabbatical without a director's approval [1].", TIME),
    Case("You don't need a note for the first three days [1].", TIME),
    Case("La beca no cubre el transporte [1].", BECAS),
    Case("Sus sobrinos no pueden solicitar la beca [1].", BECAS),
    Case("La beca cubre libros, pero el transporte no [1].", BECAS),
    Case("No puede enviar la solicitud en papel [1].", BECAS),
    Case("Necesita una carta del maestro [1].", BECAS),
    Case("Tiene que renovar la beca, ya que no es automática [1].", BECAS),
]
