package en

import "strings"

// NameWords returns words that are parts of names the world over, by kind:
// "given" and "family" names of people, words of "place" names, and "group"
// words, which say where someone is from or what they believe. They are general
// knowledge, given to the recognizer of names as hints when it is learned; a
// word may be of several kinds, and none of them decides anything by itself.
func NameWords() map[string][]string {
	return map[string][]string{
		"given": strings.Fields(givenNames), "family": strings.Fields(familyNames),
		"place": strings.Fields(placeWords), "group": strings.Fields(groupWords),
	}
}

const givenNames = `
james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven
paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan
stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose
adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean
austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne roy ralph randy
eugene vincent russell elijah louis bobby philip johnny mary patricia jennifer linda elizabeth barbara susan jessica sarah
karen nancy lisa betty margaret sandra ashley kimberly emily donna michelle dorothy carol amanda melissa deborah stephanie
rebecca sharon laura cynthia kathleen amy shirley angela helen anna brenda pamela nicole emma samantha katherine christine
debra rachel catherine carolyn janet ruth maria heather diane virginia julie joyce victoria olivia kelly christina lauren
joan evelyn judith megan cheryl andrea hannah martha jacqueline frances gloria ann teresa kathryn sara janice jean alice
madison doris abigail julia judy grace denise amber marilyn beverly danielle theresa sophia marie diana brittany natalie
isabella charlotte rose alexis kayla simon ian neil graham colin stuart derek nigel trevor malcolm gordon alastair angus
duncan hamish ewan gareth rhys dylan owen liam conor declan siobhan niamh aoife fiona claire lucy sophie chloe jane kate
martin oliver harry jeremy boris theresa rishi keir tony nick ed vince hilary hillary barack bill donald joe kamala
carlos jose luis miguel jorge pedro juan antonio francisco manuel rafael fernando ricardo eduardo roberto alejandro javier
andres sergio daniel diego pablo ramon raul mario oscar alberto hector cesar enrique gustavo guillermo felipe alfredo arturo
ernesto gerardo hugo ignacio ivan joaquin julio leonardo lorenzo marcos martin mauricio nicolas octavio rodolfo rodrigo
ruben salvador santiago tomas vicente victor andrés josé jesús ángel raúl césar óscar héctor álvaro adrián iván joaquín
ramón simón sebastián martín nicolás maría ana carmen rosa juana guadalupe dolores pilar isabel teresa lucia lucía elena
gabriela claudia veronica verónica patricia silvia sofia sofía valentina camila daniela paola marcela adriana beatriz
cristina alejandra carolina monica mónica leticia yolanda luz esperanza dilma evo hugo nicolás lula jair michel
joão joao paulo pedro josé antónio antonio manuel luís carlos jorge rui nuno tiago miguel fernando mateus lucas gabriel
jean pierre michel andré philippe alain jacques bernard françois francois louis nicolas emmanuel laurent olivier pascal
thierry christophe sébastien julien antoine guillaume mathieu marie isabelle sylvie catherine nathalie anne valérie brigitte
hans peter klaus wolfgang jürgen günter dieter horst helmut gerhard werner karl heinz manfred uwe stefan thomas andreas
matthias markus sebastian angela ursula ingrid petra sabine monika olaf annalena friedrich otto joschka giuseppe giovanni
antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco paolo marco matteo silvio sergio alessandro
giorgia romano enrico roberto stefano lars sven erik olof anders johan nils björn magnus mikael jens mette ulf karin
vladimir dmitry dmitri sergei sergey alexei aleksei aleksandr alexander ivan nikolai mikhail boris yuri igor oleg viktor
anatoly andrei konstantin pavel vasily yevgeny evgeny leonid gennady valery maxim roman ruslan ramzan olga tatiana natalia
svetlana irina elena ekaterina anastasia yulia oksana volodymyr petro mykola oleksandr serhiy andriy taras viktor lech
jarosław jaroslaw andrzej tadeusz krzysztof piotr tomasz václav miloš viktor lászló istván zoltán ion nicolae traian klaus
mohammed muhammad mohamed mohammad mohamad muhammed ahmed ahmad mahmoud mahmud ali hassan hussein husayn hussain omar umar
othman uthman khalid khaled ibrahim ismail yusuf yousef youssef yasser abdullah abdallah abdul abdel abd salman salem saleh
salih said saeed sayed hamid hamad hamza faisal fahd fahad nasser nasir jamal gamal karim kareem rashid rashed tariq tarek
walid waleed ziad zayed bashar hafez riad adel adil samir sami fouad fuad anwar hosni hani maher mazen mustafa mostafa osama
usama ayman bilal haidar haider nouri muqtada fatima fatma aisha ayesha khadija zainab zeinab maryam mariam leila layla
amina hala huda iman noor nour rania salma samira yasmin haitham qaboos tamim mohsen hossein hassan reza javad akbar mehdi
amir farhad dariush cyrus ebrahim ruhollah mahdi ashraf hamid karzai abdulrahman benjamin yitzhak ehud ariel shimon avigdor
yair naftali moshe tzipi golda recep tayyip kemal ahmet mehmet mustafa murat süleyman binali meral bülent
raj rajiv rahul sonia indira narendra amit arvind manmohan atal sanjay vijay ajay anil sunil rakesh rajesh suresh ramesh
mahesh dinesh ganesh mukesh ashok vinod manoj sandeep deepak pradeep anand arun ravi kumar krishna ram shyam gopal mohan
priya pooja neha anjali kavita sunita geeta sita lakshmi meera nisha rekha shreya imran nawaz shahbaz asif bilawal benazir
pervez zulfikar sheikh hasina khaleda ziaur mujibur kamal rahim jahangir abul anisul obaidul mirza fakhrul asaduzzaman
md mst mosammat shariful shafiqul rafiqul saiful nurul aminul kazi syed khondaker mahinda gotabaya ranil maithripala sirisena
xi jinping li keqiang hu jintao wen jiabao zedong xiaoping wang zhang liu chen yang zhao huang zhou wu xu sun ma zhu lin guo
he gao luo zheng liang xie tang song deng han feng cao peng zeng tian dong yuan pan yu jiang cai jia wei fu shen lu carrie
ying tsai ing shinzo fumio yoshihide taro junichiro naoto yoshihiko hiroshi takashi kenji akira makoto satoshi yuki haruki
kim park lee choi jung moon yoon jae sung hyun min ji soo hwan kyung hee young jong un il yo nguyen tran pham hoang minh
thanh van duc anh somchai somsak prayut prayuth thaksin yingluck abhisit prawit anutin srettha chuan banharn chatchai
suthep surayud sondhi thanathorn pita wissanu somkid apirat aung san suu kyi thein htin kyaw ne win hun sen sihanouk ranariddh
norodom susilo joko widodo prabowo megawati suharto sukarno jusuf anwar mahathir najib muhyiddin lee hsien loong goh rodrigo
ferdinand corazon gloria benigno leni duterte bongbong jacinda winston scott kevin julia malcolm anthony
kwame kofi kojo yaw kwesi akufo nana ama akosua esi abena john jerry atta chinua chidi emeka ngozi obinna olusegun goodluck
muhammadu bola atiku yemi wole ade tunde femi funmi segun chukwu ifeanyi amaka nnamdi uhuru raila william mwai daniel jomo
wangari njoroge kamau wanjiku otieno odhiambo kipchoge paul yoweri museveni kizza bobi julius jakaya samia tundu hage hifikepunye
sam nujoma lucas saara netumbo nangolo ndeitunga tjekero elifas petrina hilma frans johannes petrus cyril jacob thabo nelson
winnie desmond julius pravin nkosazana mmusi helen ayanda sipho thandi nomsa bongani mandla zola lerato robert emmerson morgan
grace joice tendai abiy haile meles hailemariam tesfaye bekele getachew selam tedros isaias salva riek omar abdel fattah
laurent joseph felix denis paul pierre yahya adama alassane macky blaise idriss ellen george ousmane mamadou amadou moussa ibrahima
bashir idi siad hassan farmajo sharif robert aleksandar slobodan radovan ratko milo edi hashim atifete
`

const familyNames = `
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas
taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king
wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips
evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper
peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz
hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman
butler henderson barnes fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace
moreno west cole hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison
fernandez mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson
porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black robertson boyd stone
salazar fox warren mills meyer rice schmidt garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant
dunn kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott cunningham duncan armstrong hudson
carroll lane riley andrews alvarado ray delgado berry perkins hoffman johnston matthews pena richards contreras willis
lópez gonzález rodríguez pérez sánchez ramírez gómez díaz hernández martínez garcía fernández jiménez álvarez gutiérrez
vásquez núñez muñoz guzmán méndez peña obrador peñieto calderón zedillo salinas echeverría lula rousseff bolsonaro temer
morales maduro chávez ortega murillo bukele kirchner macri menem piñera boric bachelet duque uribe santos petro gaviria
samper pastrana correa moreno lasso noboa castillo humala toledo fujimori kuczynski vizcarra cartes lugo abdo vázquez mujica
lacalle singh sharma gupta verma kumar reddy rao nair iyer menon das roy bose banerjee mukherjee chatterjee ghosh khan ahmed
rahman islam hossain hasan uddin alam miah mia haque hoque chowdhury choudhury sarkar sarker mondal biswas begum khatun akter
akhter sultana parvin ali sheikh sikder talukder bhuiyan malik bhatti butt qureshi sharif bhutto zardari perera fernando silva
rajapaksa wickremesinghe bandaranaike tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida abe
kishida suga koizumi aso noda hatoyama park choi jung kang cho yoon jang lim han shin oh seo kwon hwang ahn song roh lam tsang
leung cheung wong chan ho ng yip lau kwok tung chow yeung wang zhang liu chen yang zhao huang zhou shinawatra vejjajiva
leekpai chanocha wongsuwan thaugsuban juangroongruangkit limjaroenrat widodo yudhoyono subianto sukarnoputri mahathir razak
ibrahim yassin aquino arroyo marcos duterte estrada ramos robredo mensah owusu boateng asante osei appiah agyeman annan
mahama rawlings kufuor obasanjo buhari jonathan tinubu abubakar okonjo adichie soyinka achebe okafor okeke eze kenyatta odinga
ruto kibaki moi mutua kariuki mwangi njuguna wanjiru ochieng owino otieno museveni besigye magufuli kikwete nyerere mkapa
geingob pohamba nujoma mbumba shanghala esau hatuikulipi nghidinwa haufiku iipinge shikongo amupanda venaani swartbooi mandela
mbeki zuma ramaphosa malema maimane zille tutu mugabe mnangagwa tsvangirai chamisa banda lungu hichilema kaunda mutharika
chakwera chissano nyusi guebuza dos lourenço kagame nkurunziza kabila tshisekedi mobutu sassou biya bongo ouattara gbagbo
wade sall keita touré toure traoré diallo diop ndiaye sow bah barry camara condé jammeh barrow sirleaf weah koroma bio
putin medvedev lavrov yeltsin gorbachev navalny shoigu peskov medinsky prigozhin zelensky zelenskyy poroshenko yanukovych
tymoshenko yushchenko lukashenko nazarbayev tokayev karimov mirziyoyev aliyev pashinyan saakashvili merkel scholz kohl
schröder schmidt steinmeier macron sarkozy hollande chirac mitterrand le pen berlusconi renzi conte draghi meloni salvini
orban orbán tusk kaczyński duda erdogan erdoğan gül davutoğlu kılıçdaroğlu assad hussein saddam maliki abadi barzani talabani
sistani khamenei rouhani ahmadinejad khomeini zarif raisi soleimani nasrallah hariri aoun netanyahu rabin peres sharon barak
olmert bennett lapid gantz abbas arafat haniyeh mubarak morsi sisi nasser sadat gaddafi qaddafi haftar bouteflika tebboune
`

const placeWords = `
afghanistan albania algeria andorra angola antigua barbuda argentina armenia australia austria azerbaijan bahamas bahrain
bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia herzegovina botswana brazil brunei bulgaria burkina faso
burundi cambodia cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia czechoslovakia denmark
djibouti dominica ecuador egypt salvador eritrea estonia eswatini swaziland ethiopia fiji finland france gabon gambia georgia
germany ghana greece grenada guatemala guinea bissau guyana haiti honduras hungary iceland india indonesia iran iraq ireland
israel italy jamaica japan jordan kazakhstan kenya kiribati korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia
libya liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania mauritius mexico
méxico micronesia moldova monaco mongolia montenegro morocco mozambique myanmar burma namibia nauru nepal netherlands holland
zealand nicaragua niger nigeria norway oman pakistan palau palestine panama papua paraguay peru perú philippines poland portugal
qatar romania russia rwanda samoa marino senegal serbia seychelles leone singapore slovakia slovenia somalia somaliland africa
spain lanka sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand timor togo tonga trinidad tobago tunisia
turkey türkiye turkmenistan tuvalu uganda ukraine emirates uae kingdom uk britain england scotland wales states usa uruguay
uzbekistan vanuatu vatican venezuela vietnam yemen zambia zimbabwe yugoslavia ussr zaire asia europe america antarctica oceania
eurasia scandinavia balkans caucasus crimea donbas siberia kurdistan kashmir punjab sindh balochistan tibet xinjiang
manchuria hainan guangdong sichuan yunnan hubei hunan henan hebei shandong jiangsu zhejiang fujian anhui guangxi guizhou gansu
kabul tirana algiers luanda yerevan canberra vienna baku manama dhaka bridgetown minsk brussels belmopan cotonou thimphu paz
sucre sarajevo gaborone brasilia brasília sofia ouagadougou bujumbura gitega phnom penh yaoundé douala ottawa bangui ndjamena
santiago beijing bogota bogotá brazzaville kinshasa zagreb havana nicosia prague copenhagen quito guayaquil cairo asmara tallinn
addis ababa suva helsinki paris libreville banjul tbilisi berlin accra athens conakry georgetown tegucigalpa budapest reykjavik
delhi mumbai kolkata chennai bangalore bengaluru hyderabad jakarta tehran baghdad dublin jerusalem rome kingston tokyo osaka
kyoto hiroshima nagasaki amman astana almaty nairobi mombasa pristina bishkek vientiane riga beirut maseru monrovia tripoli
benghazi vilnius antananarivo lilongwe kuala lumpur bamako valletta nouakchott chisinau ulaanbaatar ulan bator podgorica rabat
casablanca maputo naypyidaw yangon rangoon mandalay windhoek walvis swakopmund oshakati rundu katutura kathmandu amsterdam
rotterdam hague wellington auckland christchurch managua niamey abuja lagos kano oslo muscat islamabad karachi lahore peshawar
quetta rawalpindi panama asuncion asunción lima manila davao cebu warsaw krakow lisbon doha bucharest moscow petersburg kigali
riyadh jeddah mecca medina dakar belgrade freetown bratislava ljubljana mogadishu pretoria johannesburg durban soweto gauteng
limpopo mpumalanga kwazulu natal juba madrid barcelona colombo khartoum darfur stockholm bern zurich geneva damascus aleppo homs
idlib raqqa palmyra latakia daraa hama ghouta kobane taipei dushanbe dodoma dar salaam bangkok pattaya phuket chiang mai isan
lome lomé tunis ankara istanbul izmir ashgabat kampala kiev kyiv kharkiv odessa odesa lviv mariupol donetsk luhansk dubai
london manchester birmingham liverpool leeds glasgow edinburgh cardiff belfast bristol sheffield newcastle oxford cambridge
calais washington york angeles chicago houston philadelphia phoenix diego dallas jose austin jacksonville francisco
columbus indianapolis seattle denver boston detroit memphis baltimore milwaukee vegas portland atlanta miami oakland cleveland
orleans pittsburgh cincinnati louis honolulu toronto montreal vancouver calgary edmonton winnipeg quebec yukon nunavut iqaluit
whitehorse alberta ontario manitoba saskatchewan columbia scotia alabama alaska arizona arkansas california colorado connecticut
delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
mississippi missouri montana nebraska nevada hampshire jersey carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee
texas utah vermont virginia wisconsin wyoming montevideo tashkent samarkand hanoi saigon danang sanaa aden hodeidah lusaka
harare bulawayo basra mosul kirkuk erbil fallujah ramadi tikrit najaf karbala sinjar anbar nineveh tal afar samarra baiji
karrada qayyarah manbij gaza hebron ramallah nablus haifa tel aviv jaffa golan sinai suez shanghai shenzhen guangzhou wuhan
chongqing tianjin nanjing chengdu hangzhou xian harbin hong kong kowloon macau macao seoul busan incheon daegu pyongyang
kaesong yongbyon sydney melbourne brisbane perth adelaide hobart darwin queensland tasmania munich frankfurt hamburg cologne
bavaria saxony milan naples venice florence turin sicily sardinia marseille lyon toulouse nice strasbourg normandy brittany
catalonia andalusia seville valencia bilbao basque porto gibraltar kashgar urumqi lhasa chittagong chattogram sylhet khulna
rajshahi barishal rangpur mymensingh cumilla comilla gazipur narayanganj narsingdi tangail bogura jashore cox bazar oaxaca
chiapas guerrero jalisco sinaloa sonora tijuana monterrey guadalajara cancún cancun puebla veracruz michoacán guanajuato yucatán
quintana roo tabasco tamaulipas coahuila chihuahua durango nayarit zacatecas hidalgo morelos acapulco tulum playa campeche bonn
nicosia medellín medellin cali cartagena barranquilla antioquia caracas maracaibo cusco arequipa cochabamba cruz rosario córdoba
mendoza buenos aires valparaíso concepción rio janeiro paulo salvador bahia amazonas brasil port louis guam okinawa hokkaido
fukushima tohoku rohingya rakhine mandalay aceh java sumatra sulawesi bali papua borneo sabah sarawak penang johor malacca
mindanao luzon visayas zamboanga jammu srinagar gujarat rajasthan bihar uttar pradesh maharashtra karnataka kerala tamil nadu
andhra telangana odisha assam manipur nagaland goa haryana uttarakhand jharkhand chhattisgarh pune nagpur jaipur lucknow kanpur
ahmedabad surat bhopal indore patna tigray amhara oromia mekelle gondar bahir dar hargeisa kismayo mogadishu puntland kisumu
eldoret nakuru entebbe gulu goma bukavu kivu katanga lubumbashi kumasi tamale tema takoradi ashanti volta abidjan bouaké
yamoussoukro port harcourt ibadan kaduna borno maiduguri oran constantine kabylie sahel maghreb levant mesopotamia persia
mediterranean atlantic pacific indian arctic caribbean baltic caspian aegean nile danube rhine volga amazon ganges mekong
euphrates tigris himalayas andes alps sahara kalahari namib
`

const groupWords = `
afghan afghans albanian algerian american americans angolan arab arabs argentine argentinian armenian asian asians african
africans australian australians austrian azerbaijani bahraini bangladeshi bangladeshis bengali belarusian belgian bolivian
bosnian brazilian brazilians british britons briton english scottish welsh irish bulgarian burmese burundian cambodian
cameroonian canadian canadians catalan chadian chechen chilean chinese colombian congolese costa rican croatian cuban cubans
cypriot czech danish dane danes dutch ecuadorian ecuadorean egyptian egyptians emirati eritrean estonian ethiopian ethiopians
european europeans filipino filipinos finnish french gambian georgian german germans ghanaian ghanaians greek greeks guatemalan
haitian haitians honduran hungarian icelandic indian indians indonesian iranian iranians iraqi iraqis israeli israelis italian
italians ivorian jamaican japanese jordanian kazakh kenyan kenyans korean koreans kosovar kurd kurds kurdish kuwaiti kyrgyz lao
latvian lebanese liberian libyan libyans lithuanian macedonian malagasy malawian malaysian malaysians maldivian malian maltese
mauritanian mauritian mexican mexicans moldovan mongolian mongol montenegrin moroccan mozambican namibian namibians nepali
nepalese nicaraguan nigerian nigerians nigerien norwegian omani pakistani pakistanis palestinian palestinians panamanian
paraguayan persian peruvian polish pole poles portuguese puerto qatari romanian russian russians rwandan rwandans salvadoran
samoan saudi saudis senegalese serb serbs serbian singaporean slovak slovenian somali somalis soviet soviets spanish spaniards
sudanese swazi swede swedes swedish swiss syrian syrians taiwanese tajik tamil tanzanian thai thais tibetan tibetans tunisian
turk turks turkish turkmen ugandan ugandans ukrainian ukrainians uruguayan uzbek venezuelan venezuelans vietnamese yemeni
yemenis zambian zimbabwean zimbabweans zulu xhosa hutu tutsi igbo yoruba hausa kikuyu luo oromo tigrayan amhara pashtun baloch
punjabi sindhi kashmiri uighur uyghur uyghurs uighurs rohingya karen shan kachin han maori aboriginal inuit metis métis mayan
maya aztec inca quechua hispanic latino latinos latina slavic nordic scandinavian balkan caucasian western westerners eastern
muslim muslims islamic islamist islamists sunni sunnis shia shias shiite shiites alawite alawites druze yazidi yazidis yezidi
christian christians catholic catholics protestant protestants orthodox evangelical jewish jew jews zionist hindu hindus sikh
sikhs buddhist buddhists jain bahai mormon anglican methodist baptist lutheran salafi wahhabi coptic copts maronite communist
communists socialist socialists marxist maoist leninist fascist nazi nazis democrat democrats democratic republican republicans
conservative conservatives tory tories liberal liberals labour green greens nationalist nationalists baathist peronist
sandinista sandinistas zapatista zapatistas contras anarchist libertarian
`
