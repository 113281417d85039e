/** ISO 3166-1: two letters and three letters of every country, and Kosovo (XK), which has no official code. */
const pairs = `
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE
BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ
CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE
DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH
FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY
HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN
KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY
MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ
NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY
QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ
TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA
UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE`;

/** Two letters → three letters. */
export const countryCodes: Map<string, string> = new Map(
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
);

/** What people write that is neither a code nor the name that Unicode knows, as `nameKey` writes it. */
export const countryAliases: Record<string, string> = {
  GB: 'uk|great britain|britain|england|scotland|wales|northern ireland|inglaterra|escocia|gra bretanha|inghilterra|scozia|galles|gran bretagna|anglia|szkocja|walia|wielka brytania|grossbritannien|england uk|reino unido|regno unito|angleterre|gran bretana',
  US: 'usa|u s a|u s|us|united states of america|america|eua|e u a|estados unidos da america|estados unidos de america|stati uniti d america|stany zjednoczone ameryki|ameryka|vereinigte staaten von amerika|etats unis d amerique|ee uu|eeuu',
  NL: 'holland|holanda|olanda|holandia|the netherlands|hollande|paises baixos|paesi bassi',
  CZ: 'czech republic|czechia|republica checa|republica tcheca|tchequia|repubblica ceca|czeska republika|republika czeska|tschechische republik|republique tcheque',
  SK: 'slovak republic|republika slowacka',
  RU: 'russian federation|federacao russa|federazione russa|federacja rosyjska',
  KR: 'korea|south korea|republic of korea|coreia|corea|korea poludniowa|sudkorea',
  KP: 'north korea|coreia do norte|corea del nord',
  VA: 'vatican|vaticano|watykan|holy see|santa sede',
  CI: 'ivory coast|costa do marfim|costa d avorio|wybrzeze kosci sloniowej|elfenbeinkuste',
  TR: 'turkey|turkiye',
  MM: 'burma|birmania|birma',
  MK: 'macedonia|north macedonia|fyrom|macedonia do norte',
  SZ: 'swaziland|suazilandia',
  CV: 'cape verde',
  LA: 'laos|lao',
  VN: 'viet nam|vietnam|wietnam',
  SY: 'syrian arab republic',
  IR: 'islamic republic of iran|persia',
  MD: 'republic of moldova',
  TZ: 'united republic of tanzania',
  BO: 'plurinational state of bolivia',
  VE: 'bolivarian republic of venezuela',
  BN: 'brunei darussalam',
  AE: 'uae|u a e|emirates|emirados arabes|emirati arabi|الامارات|zjednoczone emiraty arabskie|emirados',
  CN: 'prc|p r china|people s republic of china|china mainland|mainland china',
  HK: 'hong kong|hongkong',
  MO: 'macau|macao',
  TW: 'taiwan province of china',
  PS: 'palestine|palestina',
  CD: 'dr congo|drc|zaire|democratic republic of the congo',
  CG: 'republic of the congo|congo',
  IE: 'republic of ireland|eire|republica da irlanda',
  BA: 'bosnia|bosnia herzegovina',
  DE: 'federal republic of germany|brd|rfn',
  BR: 'republica federativa do brasil',
  IT: 'repubblica italiana',
  PL: 'rzeczpospolita polska|rp',
  GR: 'el|hellas',
  XK: 'kosowo|kosova',
  TL: 'east timor|timor leste',
};
