"""Words that passwords are guessed from, and whole passwords of twelve and more characters that no rule would find.

Put together by hand for this project: the stems that lead every public count of leaked passwords, names of seasons,
days and months, sports and pets, what people call accounts and offices, and this product's own words.
"""
# ruff: noqa: SIM905 - a list of words is read, and kept free of doubles, most easily as running text

WORDS: frozenset[str] = frozenset(
    """
    password passwords passwort passw pass passcode passphrase pwd pswd secret secrets geheim parola senha contrasena
    motdepasse admin admins administrator administrador root superuser super user users username login logon signin
    account konto guest test tests testing tester demo sample example temp temporary default change changeme changeit
    please letmein letme in enter open sesame opensesame welcome willkommen bienvenue hello hallo hola namaste hi
    qwerty qwertz azerty asdf asdfgh zxcvbn qwer wasd qaz wsx edc abc abcd abcdef xyz iloveyou ilove love you lovely
    me my mylove forever baby babygirl angel princess prinzessin queen king prince dragon monkey tiger lion eagle
    shadow master mustang phoenix ninja hunter killer wizard batman superman spiderman pokemon pikachu naruto starwars
    football soccer baseball basketball hockey cricket liverpool chelsea arsenal barcelona realmadrid juventus yankees
    cowboys lakers steelers sunshine flower flowers butterfly chocolate cookie cheese banana orange apple summer
    winter spring autumn fall season monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december today michael jennifer jessica jordan daniel thomas
    ashley michelle charlie george andrew robert nicole joshua matthew computer internet network server system windows
    linux google facebook microsoft amazon samsung iphone android trustno trust no one nobody whatever freedom blink
    money dollar cash bank business company office work worker manager boss team staff employee people human resources
    hr personal private security secure safe strong strongest new old big the and is for this that a an i it your our
    of to not correct horse battery staple arbeit talent portal talentportal arbeittalentportal ats recruit recruiter
    recruiters recruiting recruitment recruitments candidate candidates client clients clientuser interview interviews
    interviewer job jobs career careers hire hired hiring hirer vacancy resume cv agency tenant dashboard india bharat
    mumbai delhi bangalore bengaluru kolkata chennai hyderabad germany deutschland berlin london paris newyork america
    usa england two three four five six seven eight nine ten zero
    """.split()
)

WHOLE: frozenset[str] = frozenset(
    """
    1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc zaq12wsxcde3 q1w2e3r4t5y6
    !qaz2wsx3edc qwe123asd456 qweasdzxc123 123qweasdzxc asd123qwe456 a1b2c3d4e5f6 a1b2c3d4e5f6g7 1a2b3c4d5e6f
    abc123def456 abc123abc123 123abc456def 147258369147 159753456852 147852369159 741852963741 123654789123
    112233445566 11223344556677 121212121212 131313131313 102030405060 010203040506 1020304050607 thequickbrownfox
    maytheforcebewithyou tobeornottobe itsasecret12 idontknow123 fuckyou12345 fuckoff12345 jesuschrist1 ihavenoidea12
    nopassword12
    """.split()
)
