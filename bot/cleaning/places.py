"""Cities and countries that stories are datelined from, in the languages of the papers that do so."""

import unicodedata

# Names as written; compared folded. Where a name is a common word or a person's as well, it is not here.
_CITIES = """
Aachen|Aarhus|Aberdeen|Abha|Abidjan|Abou Dhabi|Abu Dhabi|Abu Dabi|Abuja|Acapulco|Accra|Addis Abeba|Addis Ababa
Adelaide|Aden|Agadir|Agartala|Agra|Ahmedabad|Ajaccio|Akron|Albany|Albuquerque|Aleppo|Alexandria|Algier|Algiers|Alger
Argel|Algeri|Alicante|Allahabad|Almaty|Amman|Ammán|Amritsar|Amsterdam|Anchorage|Ankara|Annapolis|Antalya|Antananarivo
Antwerp|Antwerpen|Anvers|Amberes|Archangelsk|Arnhem|Ashgabat|Asmara|Astana|Asunción|Athen|Athens|Athènes|Atenas|Atene
Ateny|Athene|Aten|Atlanta|Auckland|Augsburg|Austin|Avignon|Bagdad|Baghdad|Bagdá|Bakersfield|Baku|Bakú|Bakou|Bali
Baltimore|Bamako|Bandar Seri Begawan|Bangalore|Bengaluru|Bangkok|Bangui|Banjul|Barcelona|Barcelone|Barcellona|Bari
Barranquilla|Basel|Bâle|Basra|Baton Rouge|Bayonne|Beirut|Beyrouth|Beiroet|Beirute|Bejrut|Belfast|Belgrad|Belgrade
Belgrado|Belo Horizonte|Beograd|Bergamo|Bergen|Berlin|Berlín|Berlino|Berlim|Berlijn|Bern|Berne|Berna|Bethlehem|Bhopal
Bhubaneswar|Bielefeld|Bilbao|Birmingham|Bischkek|Bishkek|Bissau|Bloemfontein|Bochum|Bogota|Bogotá|Boise|Bologna|Bombay
Bonn|Bordeaux|Boston|Braga|Brasília|Brasilia|Bratislava|Bratysława|Braunschweig|Brazzaville|Bremen|Bremerhaven|Brescia
Brest|Bridgetown|Brighton|Brisbane|Bristol|Brno|Brügge|Brugge|Bruges|Brüssel|Brussels|Bruxelles|Bruselas|Bruxelas
Brussel|Bruksela|Bryssel|Bukarest|Bucharest|Bucarest|București|Bucareste|Bukareszt|Budapest|Budapeszt|Buenos Aires
Buffalo|Bujumbura|Bukavu|Bursa|Busan|Bydgoszcz|Cádiz|Caen|Cagliari|Cairo|Kairo|El Cairo|Le Caire|Il Cairo|Kair|Caïro
Calcutta|Kolkata|Calgary|Cambridge|Canberra|Cancún|Cannes|Cape Canaveral|Cape Town|Kapstadt|Le Cap|Caracas|Cardiff
Cartagena|Casablanca|Catania|Cayenne|Cebu City|Chandigarh|Charkiw|Kharkiv|Kharkov|Charleston|Chattanooga|Chemnitz
Chennai|Chicago|Chisinau|Chișinău|Chongqing|Christchurch|Cincinnati|Ciudad de México|Ciudad Juárez|Ciudad de Guatemala
Ciudad de Panamá|Ciudad del Vaticano|Città del Vaticano|Cité du Vatican|Vatikanstadt|Vatican City|Cidade do Vaticano
Cidade do México|Ciudad del Este|Clermont-Ferrand|Cleveland|Cluj-Napoca|Cochabamba|Coimbra|Colombo|Columbus|Conakry
Concepción|Copenhagen|Copenhague|Kopenhagen|København|Copenaghen|Köpenhamn|Kopenhaga|Córdoba|Cork|Cotonou|Cottbus
Cuiabá|Curitiba|Cusco|Częstochowa|Dakar|Dallas|Damascus|Damaskus|Damas|Damasco|Damaszek|Danzig|Dar es Salaam|Darmstadt
Darwin|Davao|Davos|Dayton|Dehradun|Delhi|Den Bosch|Den Haag|The Hague|La Haye|La Haya|L'Aia|Haag|Denver|Des Moines
Detroit|Dhaka|Dacca|Dili|Djakarta|Jakarta|Yakarta|Giacarta|Djeddah|Jeddah|Dschidda|Djibouti|Dnipro|Doha|Donetsk|Donezk
Dortmund|Douala|Dresden|Dresde|Drezno|Dubai|Dubái|Dubaï|Dublin|Dublín|Dublino|Duisburg|Dundee|Dunedin|Durban
Düsseldorf|Duschanbe|Dushanbe|Douchanbé|Edinburgh|Édimbourg|Edimburgo|Edmonton|Eilat|Eindhoven|El Aaiún|El Paso
Enschede|Entebbe|Erbil|Erfurt|Erlangen|Eskişehir|Espoo|Évora|Fargo|Faro|Feira de Santana|Ferrara|Fez|Flensburg|Firenze
Florianópolis|Fort Worth|Fortaleza|Frankfurt|Frankfurt am Main|Frankfurt/Main|Frankfurt a.M.|Francfort|Fráncfort
Francoforte|Freetown|Freiburg|Fresno|Fribourg|Fukuoka|Fukushima|Funchal|Gaborone|Galway|Garmisch-Partenkirchen|Gasa
Gaza|Gaza City|Gaza-Stadt|Gdańsk|Gdynia|Geelong|Gelsenkirchen|Geneva|Genève|Genf|Ginebra|Ginevra|Genebra|Genewa|Genova
Genoa|Gênes|George Town|Georgetown|Gera|Ghent|Gent|Gibraltar|Girona|Glasgow|Göteborg|Gothenburg|Gotemburgo|Göttingen
Goiânia|Goma|Granada|Graz|Greensboro|Grenoble|Groningen|Guadalajara|Guangzhou|Guatemala|Guayaquil|Guwahati|Gwangju
Haarlem|Haifa|Haikou|Halifax|Halle|Hamburg|Hamburgo|Hambourg|Amburgo|Hangzhou|Hannover|Hanovre|Hanover|Hanoi|Hanói
Hanoï|Harare|Harbin|Harrisburg|Hartford|Hasselt|Havana|Havanna|La Habana|La Havane|L'Avana|Heidelberg|Heilbronn
Helsingborg|Helsingfors|Helsinki|Helsínquia|Herat|Hermosillo|Hiroshima|Ho Chi Minh City|Hobart|Homs|Hong Kong|Hongkong
Honiara|Honolulu|Huelva|Hyderabad|Ibadan|Idlib|Imphal|Incheon|Indianapolis|Ingolstadt|Innsbruck|Iquique|Irkutsk
Islamabad|Istanbul|İstanbul|Estambul|Istambul|Stambuł|Izmir|İzmir|Jaffna|Jaipur|Jalalabad|Jammu|Jena|Jerewan|Yerevan
Erevan|Jerusalem|Jérusalem|Jerusalén|Jerusalém|Gerusalemme|Jerozolima|Jeruzalem|Johannesburg|Johannesbourg
Johannesburgo|Johor Bahru|Jönköping|Juba|Juneau|Kabul|Kaboul|Kabil|Kaiserslautern|Kaliningrad|Kampala|Kandahar|Kano
Kansas City|Karachi|Karatschi|Karlsruhe|Kassel|Kathmandu|Katmandú|Katmandou|Katowice|Kaunas|Kazan|Kasan|Key West
Khan Younis|Khartoum|Khartum|Jartum|Kherson|Cherson|Kiel|Kielce|Kiev|Kyiv|Kiew|Kijów|Kiëv|Kyjev|Kigali|Kingston
Kinshasa|Kirkuk|Klagenfurt|Knoxville|Kobe|Koblenz|Kochi|Köln|Cologne|Keulen|Konstanz|Konya|Kota Kinabalu|Kozhikode
Kraków|Krakau|Cracovia|Kramatorsk|Krasnodar|Krefeld|Kristiansand|Kuala Lumpur|Kuching|Kuwait City|Kyoto|Kioto|L'Aquila
La Paz|La Plata|La Rochelle|Lagos|Lahore|Lansing|Larnaca|Las Palmas de Gran Canaria|Las Vegas|Lausanne|Losanna|Leeds
Leicester|Leiden|Leipzig|Lipsia|León|Lerwick|Leuven|Libreville|Lilongwe|Lille|Lima|Limassol|Limerick|Limoges|Linköping
Linz|Lisboa|Lisbon|Lisbonne|Lissabon|Lisbona|Lizbona|Little Rock|Liverpool|Livorno|Ljubljana|Lomé|London|Londres
Londra|Londen|Londyn|Los Angeles|Luanda|Lübeck|Lublin|Lucknow|Ludwigshafen|Lugano|Lüttich|Liège|Lusaka|Luxemburg
Luxembourg|Luxemburgo|Lussemburgo|Luzern|Lucerne|Lviv|Lwiw|Lwów|Lyon|Lione|Maastricht|Macau|Macao|Maceió|Madrid|Madryt
Madri|Magdeburg|Maiduguri|Mainz|Málaga|Malabo|Malmö|Managua|Manama|Manaus|Manchester|Mandalay|Mangaluru|Manila|Manille
Mannheim|Maputo|Mar del Plata|Maracaibo|Mariupol|Marrakech|Marrakesch|Marseille|Marsella|Marsiglia|Maseru|Maskat
Muscat|Mascate|Mbabane|Mecca|Medan|Medellín|Melbourne|Melilla|Memphis|Mendoza|Mérida|Metz|Mexico City|Mexiko-Stadt
México|Mexico|Miami|Milan|Milano|Mailand|Milán|Milão|Mediolan|Milwaukee|Minneapolis|Minsk|Mińsk|Modena|Mogadishu
Mogadischu|Mogadiscio|Mombasa|Monaco|Mönchengladbach|Monrovia|Monterrey|Montevideo|Montevidéu|Montgomery|Montpellier
Montréal|Montreal|Montreux|Moroni|Moscow|Moskau|Moscou|Moscú|Mosca|Moskou|Moskwa|Moskva|Moscovo|Mossul|Mosul|Mülheim
Mumbai|München|Munich|Múnich|Munique|Monaco di Baviera|Monachium|Münster|Murcia|Murmansk|Mysuru|Nagasaki|Nagoya|Nagpur
Nairobi|Nanjing|Nantes|Naples|Napoli|Neapel|Nápoles|Nashville|Nassau|Natal|Naypyidaw|Neiva|Neuchâtel|New Delhi
Neu-Delhi|Nueva Delhi|Nova Délhi|Nova Deli|Nuova Delhi|Nowe Delhi|New Haven|New Orleans|New York|New York City
Nueva York|Nova York|Nova Iorque|Nowy Jork|Newark|Newcastle|Niamey|Nizza|Niza|Nicosia|Nikosia|Nicosie|Nijmegen|Nîmes
Noida|Norrköping|Norwich|Nottingham|Nouakchott|Nouméa|Nowosibirsk|Novosibirsk|Nuremberg|Nürnberg|Núremberg|Norimberga
Nur-Sultan|Nuuk|Oakland|Oaxaca|Odense|Odessa|Odesa|Offenbach|Oklahoma City|Oldenburg|Olomouc|Omaha|Oporto|Orléans
Osaka|Oslo|Osnabrück|Ostrava|Ottawa|Ouagadougou|Oviedo|Oxford|Paderborn|Padova|Palermo|Palma de Mallorca|Palm Beach
Pamplona|Panama City|Panamá|Panaji|Paramaribo|Paris|París|Parigi|Parijs|Paryż|Parma|Patna|Peking|Beijing|Pékin|Pekín
Pechino|Pequim|Pekin|Penang|Perm|Perpignan|Perth|Perugia|Pescara|Peshawar|Petaling Jaya|Philadelphia|Filadelfia
Phnom Penh|Phoenix|Pisa|Pittsburgh|Podgorica|Pokhara|Ponta Delgada|Poitiers|Port Louis|Port Moresby|Port of Spain
Port Said|Port Stanley|Port Sudan|Port Vila|Port-au-Prince|Puerto Príncipe|Portland|Porto|Porto Alegre|Porto Novo
Portsmouth|Potsdam|Poznań|Posen|Prag|Prague|Praga|Praha|Praag|Praia|Pretoria|Prishtina|Pristina|Priština|Providence
Puebla|Pune|Putrajaya|Pyongyang|Pjöngjang|Pionyang|Québec|Quebec City|Quetta|Quito|Rabat|Raipur|Raleigh|Ramallah
Ranchi|Rangun|Yangon|Ravenna|Rawalpindi|Recife|Regensburg|Reggio Calabria|Reims|Rennes|Reykjavik|Reykjavík|Riad|Riyadh
Riyad|Ryad|Rijad|Riga|Rīga|Ryga|Rimini|Rio de Janeiro|Río de Janeiro|Rochester|Rome|Roma|Rzym|Rosario|Rostock|Rostow
Rotterdam|Rouen|Rzeszów|Saarbrücken|Sacramento|Saint-Denis|Saint-Étienne|Salt Lake City|Salvador|Salzburg|Samara
San Antonio|San Diego|San Francisco|São Francisco|San José|San Jose|San Juan|San Pedro Sula|San Salvador|San Sebastián
Sanaa|Sana'a|Sankt Gallen|St. Gallen|Sankt Petersburg|St. Petersburg|Saint-Pétersbourg|San Petersburgo|São Petersburgo
San Pietroburgo|Petersburg|Santa Cruz de Tenerife|Santa Fe|Santander|Santiago|Santiago de Chile|Santiago de Compostela
Santo Domingo|São Luís|São Paulo|Sapporo|Saragossa|Zaragoza|Sarajevo|Sarajewo|Savannah|Schanghai|Shanghai|Shanghái
Xangai|Sciangai|Schwerin|Seattle|Semarang|Sendai|Seoul|Séoul|Seúl|Seul|Sevilla|Séville|Siviglia|Shenzhen|Shijiazhuang
Shillong|Shimla|Sibiu|Siena|Singapore|Singapur|Singapour|Singapura|Skopje|Sofia|Sofía|Southampton|Spokane|Srinagar
Stavanger|St. John's|St. Louis|St. Paul|Stockholm|Estocolmo|Stoccolma|Sztokholm|Straßburg|Strasbourg|Estrasburgo
Strasburgo|Stuttgart|Sucre|Surabaya|Surat|Suva|Sydney|Sídney|Szczecin|Szeged|Taipei|Taipeh|Taipéi|Tallahassee|Tallinn
Talinn|Tampa|Tampere|Tampico|Taranto|Tarragona|Taschkent|Tashkent|Tachkent|Tbilissi|Tbilisi|Tiflis|Tegucigalpa|Teheran
Tehran|Téhéran|Teherán|Teerã|Teerão|Tel Aviv|Tel-Aviv|Tetouan|Thessaloniki|Thimphu|Thiruvananthapuram|Tijuana|Tilburg
Timişoara|Timișoara|Tirana|Tiraspol|Tokio|Tokyo|Tóquio|Toledo|Topeka|Toronto|Toulon|Toulouse|Tolosa|Trapani|Trento
Trier|Trieste|Tripoli|Trípoli|Tripolis|Tromsø|Trondheim|Tucson|Tucumán|Tulsa|Tunis|Túnez|Tunisi|Turin|Torino|Turín
Turku|Ulaanbaatar|Ulan Bator|Ulan-Bator|Ulm|Ulsan|Uppsala|Utrecht|Vadodara|Valencia|Valletta|La Valette|Valladolid
Valparaíso|Vancouver|Varanasi|Vaduz|Venedig|Venezia|Venice|Venise|Venecia|Veracruz|Verona|Vicenza|Vientiane|Vigo
Vijayawada|Vilnius|Wilna|Wilno|Visakhapatnam|Vitória|Vladivostok|Wladiwostok|Wakefield|Warsaw|Warschau|Varsovie
Varsovia|Varsavia|Warszawa|Varsóvia|Washington|Washington D.C.|Washington, D.C.|Waszyngton|Waterloo|Weimar|Wellington
Wichita|Wien|Vienna|Vienne|Viena|Wiedeń|Wenen|Wiesbaden|Windhoek|Winnipeg|Winterthur|Wolfsburg|Wolgograd|Wrocław
Breslau|Breslavia|Wuhan|Wuppertal|Würzburg|Xiamen|Xi'an|Yaoundé|Yaounde|Yokohama|York|Youngstown|Ypres|Zagreb|Zagrzeb
Zamboanga|Zanzibar|Zaporizhzhia|Zoug|Zürich|Zurich|Zúrich|Zurigo|Zurique|Zwickau|Zwolle|Łódź|Örebro|Århus|Adana
Adıyaman|Afyonkarahisar|Ağrı|Aksaray|Artvin|Aydın|Balıkesir|Bingöl|Bolu|Burdur|Çanakkale|Çorum|Denizli|Diyarbakır
Düzce|Edirne|Elazığ|Erzincan|Erzurum|Gaziantep|Giresun|Hakkari|Hatay|Iğdır|Isparta|Kahramanmaraş|Karabük|Karaman|Kars
Kastamonu|Kayseri|Kilis|Kırıkkale|Kırklareli|Kırşehir|Kocaeli|Kütahya|Lefkoşa|Malatya|Manisa|Mardin|Mersin|Muğla|Muş
Nevşehir|Niğde|Osmaniye|Rize|Sakarya|Samsun|Siirt|Sinop|Sivas|Şanlıurfa|Şırnak|Tekirdağ|Tokat|Trabzon|Tunceli|Uşak
Yalova|Yozgat|Zonguldak|New-York|Amiens|Angers|Annecy|Ancona|Avellino|Aosta|Belluno|Bolzano|Campobasso|Caserta|Cosenza
Cremona|Foggia|Lecce|Mantova|Matera|Messina|Novara|Pavia|Piacenza|Potenza|Salerno|Sassari|Siracusa|Treviso|Udine
Varese|Białystok|Olsztyn|Opole|Toruń|Zielona Góra|Sosnowiec|Radom|Gorzów Wielkopolski|Badajoz|Burgos|Cáceres|Castellón
Ceuta|Gijón|Logroño|Lugo|Ourense|Pontevedra|Salamanca|Segovia|Teruel|Vitoria|Zamora|A Coruña|Arequipa|Salta
Antofagasta|Bucaramanga|Belém|Campinas|Campo Grande|João Pessoa|Teresina|Aracaju|Porto Velho|Rio Branco|Aveiro
Bragança|Guimarães|Leiria|Setúbal|Viseu|Oulu|Vaasa|Jyväskylä|Umeå|Luleå|Sundsvall|Gävle|Västerås|Aalborg|Esbjerg
Roskilde|Bodø|Drammen|Apeldoorn|Breda|Almere|Amersfoort|Leeuwarden|Mechelen|Namur|Charleroi|Kortrijk|Oostende|Aarau
Chur|Bellinzona|Schaffhausen|Bregenz|Eisenstadt|St. Pölten|Villach|Bayreuth|Coburg|Celle|Hildesheim|Kempten|Lüneburg
Neubrandenburg|Passau|Plauen|Stralsund|Suhl|Wilhelmshaven|Tübingen|Reutlingen|Pforzheim|Hagen|Siegen|Solingen
Recklinghausen|Leverkusen|Bottrop|Oberhausen|Gießen|Marburg|Fulda|Hanau|Москва|Санкт-Петербург|Петербург|Киев|Київ
Минск|Мінск|Астана|Алматы|Ташкент|Бишкек|Душанбе|Ашхабад|Баку|Ереван|Тбилиси|Кишинев|Кишинёв|Рига|Вильнюс|Таллин
Варшава|Прага|Берлин|Париж|Лондон|Рим|Мадрид|Вена|Брюссель|Женева|Вашингтон|Нью-Йорк|Пекин|Токио|Сеул|Дели|Нью-Дели
Тегеран|Анкара|Стамбул|Иерусалим|Тель-Авив|Каир|Дамаск|Багдад|Кабул|Белград|София|Новосибирск|Екатеринбург|Казань
Нижний Новгород|Челябинск|Самара|Омск|Ростов-на-Дону|Уфа|Красноярск|Воронеж|Пермь|Волгоград|Краснодар|Саратов|Тюмень
Тула|Иркутск|Хабаровск|Владивосток|Ярославль|Томск|Мурманск|Архангельск|Калининград|Сочи|Севастополь|Симферополь
Донецк|Луганск|Харьков|Харків|Одесса|Одеса|Львов|Львів|Днепр|Дніпро|Запорожье|Запоріжжя|Херсон|Брест|Гомель|Гродно
Витебск|Могилев|Петрозаводск|Якутск|Грозный|Махачкала|Шымкент|Караганда|Београд|Скопје|Сараево|Пловдив|Варна|Брюксел
Дубай|القاهرة|الرياض|جدة|دبي|أبوظبي|الدوحة|الكويت|المنامة|مسقط|صنعاء|عدن|بغداد|أربيل|البصرة|دمشق|حلب|بيروت|عمان|القدس
القدس المحتلة|رام الله|غزة|تل أبيب|الخرطوم|بورتسودان|طرابلس|بنغازي|تونس|الجزائر|الرباط|الدار البيضاء|نواكشوط|مقديشو
جيبوتي|لندن|باريس|برلين|واشنطن|نيويورك|موسكو|بكين|طوكيو|أنقرة|إسطنبول|اسطنبول|طهران|إسلام أباد|كابول|نيودلهي|جنيف
فيينا|بروكسل|روما|مدريد|كييف|الإسكندرية|مكة المكرمة|المدينة المنورة|الدمام|الشارقة|أديس أبابا|نيروبي|תל אביב|ירושלים
חיפה|באר שבע|לונדון|פריז|ברלין|וושינגטון|ניו יורק|מוסקבה|רמאללה|ביירות|קהיר|تهران|اصفهان|مشهد|شیراز|تبریز|کابل|Αθήνα
Θεσσαλονίκη|Λευκωσία|Βρυξέλλες|Λονδίνο|Παρίσι|Βερολίνο|Ουάσινγκτον|Πάτρα|北京|上海|天津|重庆|重慶|广州|廣州|深圳|香港|澳门|澳門|台北|臺北|高雄|台中
臺中|台南|臺南|新北|桃園|基隆|新竹|南京|杭州|武汉|成都|西安|沈阳|哈尔滨|长春|大连|济南|青岛|郑州|长沙|福州|厦门|合肥|南昌|昆明|贵阳|南宁|海口|三亚|兰州|西宁|银川|乌鲁木齐|拉萨|太原|石家庄|呼和浩特
苏州|宁波|东京|東京|华盛顿|華盛頓|纽约|紐約|伦敦|倫敦|巴黎|柏林|莫斯科|日内瓦|日內瓦|布鲁塞尔|首尔|首爾|平壤|新德里|曼谷|新加坡|吉隆坡|雅加达|悉尼|雪梨|堪培拉|耶路撒冷|开罗|德黑兰|基辅|罗马|马德里|联合国
Halmstad|Karlstad|Växjö|Kalmar|Borås|Lund|Trelleborg|Falun|Östersund|Skellefteå|Kiruna|Visby|Karlskrona|Skövde|Eskilstuna|Södertälje
Fredrikstad|Sandnes|Ålesund|Molde|Hamar|Lillehammer|Vejle|Kolding|Horsens|Randers|Viborg|Lahti|Kuopio|Joensuu|Rovaniemi|Pori
Tarnów|Kalisz|Legnica|Słupsk|Elbląg|Płock|Gliwice|Bielsko-Biała|Zabrze|Siedlce|Suwałki|Łomża|Przemyśl|Nowy Sącz|Chełm
Faisalabad|Multan|Sialkot|Gwadar|Hambantota|Galle|Sylhet|Chattogram|Chittagong|Rajshahi|Khulna|Kumasi|Tamale|Kaduna|Enugu|Benin City
Kisumu|Nakuru|Eldoret|Gulu|Arusha|Dodoma|Bulawayo|Mutare|Lubumbashi|Bobo-Dioulasso|Thiès|Saint-Louis|Bouaké|Sfax|Sousse|Oran|Constantine
Тверь|Калуга|Рязань|Брянск|Курск|Белгород|Орёл|Липецк|Тамбов|Пенза|Ульяновск|Чебоксары|Ижевск|Киров|Вологда|Псков|Барнаул|Кемерово|Чита
Улан-Удэ|Южно-Сахалинск|Магадан|Сургут|Оренбург|Астрахань|Ставрополь|Нальчик|Сыктывкар|Курган|Магнитогорск|Тольятти
اللاذقية|حمص|حماة|طرطوس|درعا|دير الزور|السويداء|الموصل|كركوك|النجف|كربلاء|تعز|المكلا|نابلس|الخليل|جنين|بيت لحم|خان يونس|رفح|صيدا|صور
وهران|قسنطينة|فاس|مراكش|طنجة|أكادير|صفاقس|سوسة|بورسعيد|أسوان|الأقصر|المنصورة|طنطا|إربد|الزرقاء|العقبة|صلالة|العين|رأس الخيمة|أبها|تبوك
浜松|静岡|新潟|金沢|岡山|熊本|鹿児島|長崎|高松|松山|高知|徳島|千葉|さいたま|川崎|宇都宮|前橋|水戸|福島|盛岡|青森|秋田|山形|甲府|長野|岐阜|大津|奈良|和歌山|鳥取|松江|山口|佐賀|大分|宮崎|函館|旭川
渥太华|洛杉矶|洛杉磯|ワシントン|ニューヨーク|ロンドン|パリ|ベルリン|モスクワ|ソウル|ローマ|ブリュッセル|ジュネーブ|カイロ|エルサレム|テヘラン|バンコク|シンガポール|ジャカルタ|ニューデリー|マニラ|ハノイ|ウィーン
ロサンゼルス|サンフランシスコ|シカゴ|シドニー|イスタンブール|キーウ|ワルシャワ|サンパウロ|ドバイ|クアラルンプール|名古屋|大阪|京都|神戸|札幌|福岡|那覇|仙台|広島|横浜|ミラノ|フランクフルト|ナイロビ|平壌|瀋陽|서울
부산|대구|인천|광주|대전|울산|세종|수원|춘천|청주|전주|창원|제주|평양|도쿄|베이징|워싱턴|뉴욕|런던|파리|베를린|모스크바|상하이|홍콩|로스앤젤레스|방콕|하노이|자카르타|싱가포르
"""
_COUNTRIES = """
Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Belarus|Belgium
Bolivia|Bosnia|Botswana|Brazil|Brasil|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia
Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Denmark|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Ethiopia
Fiji|Finland|France|Gabon|Gambia|Germany|Ghana|Greece|Guinea|Guyana|Haiti|Honduras|Hungary|Iceland|India|Indonesia
Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon
Lesotho|Liberia|Libya|Lithuania|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Moldova|Mongolia
Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Macedonia
Northern Ireland|Norway|Oman|Pakistan|Panama|Papua New Guinea|Paraguay|Peru|Perú|Philippines|Poland|Portugal|Qatar
Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia|Sierra Leone|Slovakia|Slovenia|Somalia|South Africa
South Korea|South Sudan|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo
Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Nations|Uruguay|Uzbekistan|Venezuela|Vietnam
Wales|West Bank|Yemen|Zambia|Zimbabwe|Deutschland|Frankreich|Italien|Spanien|Österreich|Schweiz|Polen|Russland|Türkei
Ägypten|Vereinte Nationen|Nations unies|Naciones Unidas|Nações Unidas|Nazioni Unite|Россия|Украина|Казахстан
Узбекистан
"""


# Names of cities that are words or people's names as well: they count in capitals alone.
_AMBIGUOUS = (
    "Arlington|Batman|Cali|Charlotte|Colonia|Dover|Essen|Florence|Hamilton|Hamm|Houston|Hue|Jackson|Lincoln|Madison|Mobile"
    "|Nancy|Nice|Norfolk|Olympia|Ordu|Orlando|Palma|Palmas|Regina|Reno|Richmond|Rom|Salem|Sion|Split|Stade|Van|Victoria|Zug"
)


def fold(name: str) -> str:
    """Fold a name for comparison: small letters, no accents, one kind of apostrophe."""
    small = name.replace("’", "'").replace("ı", "i").replace("İ", "i").casefold()
    if small.isascii():
        return small
    return "".join(
        character for character in unicodedata.normalize("NFKD", small) if not unicodedata.combining(character)
    )


def _folded(listed: str) -> frozenset[str]:
    return frozenset(fold(name) for line in listed.splitlines() for name in line.split("|") if name)


_CITY_NAMES = _folded(_CITIES)
_CITY_NAMES_IN_CAPITALS = _CITY_NAMES | _folded(_AMBIGUOUS)
_COUNTRY_NAMES = _folded(_COUNTRIES)


def is_city(name: str) -> bool:
    """Whether a name is that of a city which many stories are datelined from."""
    return fold(name) in (_CITY_NAMES_IN_CAPITALS if name.isupper() else _CITY_NAMES)


def is_country(name: str) -> bool:
    """Whether a name is that of a country."""
    return fold(name) in _COUNTRY_NAMES
