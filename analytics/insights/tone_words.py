"""Words that say how somebody feels, English and Spanish, without accents. None that stands in calm questions as well:
"sick", "lost" and "free" name subjects of benefits, "best" and "mejor" ask, "thanks" and "gracias" are manners.
"""

PLEASED_EN = """
amazing appreciate appreciated awesome beautiful brilliant celebrate cheerful congrats congratulations delighted easy
enjoy enjoyed enjoying excellent excited exciting fantastic favorite fortunate generous glad gorgeous grateful great
happier happy helped helpful helps honored hopeful impressed impressive incredible inspired inspiring liked love loved
lovely loves loving lucky marvelous nice nicely outstanding perfect perfectly pleasant pleased pleasure proud relieved
satisfied splendid superb terrific thrilled useful welcome wonderful wow yay yes
"""
TROUBLED_EN = """
absurd abysmal afraid angry annoyed annoying anxious appalled appalling ashamed atrocious awful bad badly boring bs
bullshit complicated confused confusing contradictory crap crappy crazy cruel cry crying damn depressing desperate
despise difficult disappointed disappointing disappointment disaster disgrace disgusted disgusting dishonest
disrespectful distressed dreadful dumb embarrassing exhausted exhausting failed failing failure fake foolish
frightened frustrated frustrating frustration fuck fucking garbage greedy hate hated hates hating hell helpless
hopeless horrendous horrible horrific idiot idiotic ignored impossible incompetent inexcusable insane insulting
irritated irritating joke liar lied lousy lying mad mess messed miserable misleading mistake nasty nightmare nobody
nonsense offensive outrageous overwhelmed overwhelming painful panic pathetic pissed pointless poor problem problems
ridiculous rude ruin ruined sad sadly scam scared shame shameful shit shitty shocked slow stressed stressful
struggling stuck stupid suck sucks terrible terrified terrifying tired tragic trash trouble ugly unacceptable unclear
unfair unfortunate unfortunately unhappy unhelpful unreasonable unreliable unresponsive upset upsetting useless waste
wasted wasting weird worried worry worse worst worthless wrong wtf
"""
PLEASED_ES = """
agradable agradecida agradecido agradezco alegra alegre alegria amable amo aprecio bella bello bendicion bienvenida
bienvenido bonita bonito contenta contento divertida divertido divina divino encanta encantada encantado encanto
espectacular esperanza estupenda estupendo excelente exito fabuloso facil fantastica fantastico favorita favorito
felices felicidad felicidades felicitaciones feliz fenomenal genial grandioso guapa guapo gusta gustado gustan gusto
gustos hermosa hermoso impresionante increible jaja linda lindo maravilla maravillosa maravilloso orgullo orgullosa
orgulloso perfecta perfectamente perfecto placer preciosa precioso risa satisfecha satisfecho suerte tranquila
tranquilo triunfo
"""
TROUBLED_ES = """
aburrida aburrido agobiada agobiado agotada agotado angustia angustiada angustiado asco asquerosa asqueroso asustada
asustado basura broma burla cabron cagada cansada cansado caos complicada complicado confundida confundido confusa
confuso coraje cruel decepcion decepcionada decepcionado deprimente desagradable desastre desesperada desesperado
desgracia desgraciadamente dificil enfadada enfadado engano engañan enojada enojado enojo equivocada equivocado estafa
estresada estresado estupida estupidez estupido extrano fatal fea feo fracaso frustracion frustrada frustrado
frustrante furiosa furioso grosera grosero harta harto horrible horror idiota imposible incompetente increpar
indignada indignado indignante injusta injusticia injusto insoportable inutil joder jodido lamentable lamento llorando
llorar lloro mal mala malas maldita maldito malisimo malo malos mentira mentiras mentirosa mentiroso miedo mierda
miserable molesta molesto nerviosa nervioso odia odio pena peor peores pesadilla pesima preocupa preocupada preocupado
preocupante problema problemas puta queja rabia ridicula ridiculo sufrir terrible triste tristeza vergonzoso verguenza
"""
# They turn what comes within a few words behind them.
TURNING = """
no not never none nothing neither nor without cannot cant can't dont don't doesnt doesn't didnt didn't isnt isn't wasnt
wasn't arent aren't wont won't wouldnt wouldn't havent haven't hasnt hasn't hardly barely ain't aint
nunca nada nadie sin tampoco ni jamas apenas
"""
# Behind these the turning ends.
ENDING = "but however although though pero sino aunque"
