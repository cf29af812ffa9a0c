/** Written by bench/train-likeness.ts: what weighs for a task (above zero) and against one, in tenths [EX68]. */
type Weights = { readonly bias: number; readonly tenths: readonly (readonly [number, string])[] };

export const likenessWeights: Readonly<Record<'en' | 'zh', Weights>> = {
	en: {
		bias: -1.6,
		tenths: [
			[-15, 'above entries'],
			[-14, 'in report'],
			[-12, 'in report L'],
			[-11, 'NAME Vd\nat L\nlong P 0'],
			[-10, '^if'],
			[-9, '^ V :\nin agenda\nwe\nx to'],
			[-8, 'P^ GROUP :\nVd the\nlong 4\nminutes\npeople\nsince\ntold 2\nweek\nx as'],
			[-7, 'Vs DAY\n^^be\n^^from\ndeep -1\nit x\nlike\nlong 8\nnot\nof 1\nplain^ 9\ns'],
			[
				-6,
				': DAY\nGROUP x\nNAME is\nV :\n^ GROUP x\n^ NAME Vd\n^ X x x\n^^of\n^the\nbeen\ncould\nfrom the\nitems\nkeep\nneed\nnth 1\non x\ntitle\nwant\nwork\nx ?'
			],
			[
				-5,
				', 9\n: $\nL^ NAME V\n^ NAME :\nagenda^ V\nas\nat\nbe x\ncapital\nfigure\nfor X\nhas :\nis x\nmore\nonly\nplain^ DAY\nthat the\nthis\ntitle action\ntold 1\nworking\nx )'
			],
			[
				-4,
				'# 9\n. 9\nL^ NAME Vd\nNAME x\nP^ DAY\nX ,\n^ NAME : X\n^ Vd\n^^a\nagenda\nat P\nif\nin DAY\nin agenda L\nin plain\nnth 2\npresent\ntime\nx :'
			],
			[
				-3,
				', x\n: 9\nNAME ,\nNAME has\nP^ NAME :\nV .\nV Vs\nV to\nX X\n^ 9\n^ DAY\n^^we\ndeep 0\nhead P\nlast\ntold 0\nx in\nx it'
			],
			[
				-2,
				'9 .\n? $\nL^ NAME :\ndeep 1\nends ?\nhas ,\nhas ?\nin plain L\nis\nlong L 0\nlong L 3\nlong P 1\nmeeting'
			],
			[-1, '9 )\n^ NAME Vs\n^ X\nbe\nhas\nlong 100\nverb first P\nx V\nx the'],
			[
				1,
				'L^ X :\nP^ NAME\n^ V\naction^ NAME\ndeep 2\nhave\nlong 25\nlong 70\nlong P 3\nname and day\nverb\nx $\nx x'
			],
			[
				2,
				'L^ NAME\nV x\nX to\n^ X $\n^ X $ \n^ x :\nand\nday last\nfor\nfrom\nlong 50\nmodal\nnames 1\non the\nplain^ X\nwith'
			],
			[
				3,
				'( x\n9 x\nDAY $\nL^ V\nL^ x\nNAME V\nV X\nX :\n^ NAME : x\na x\nabout\nbe Vd\nday by\ndraft\nfrom x\nhead L\nlong L 1\nlong L 2\nlong P 4\nthe\nthe X\ntwo capitals\nverb second\nx .'
			],
			[
				4,
				': x\nL^ X\nL^ X $\nVd x\nVs $\nVs x\n^ NAME\n^ x : x\nends a\nin x\nit\nlist\nof 3\nreview\nthe x\nthem\nto V\nverb first\nx ,'
			],
			[
				5,
				"# x\nNAME 9\nNAME will\n^ NAME 9\na V\nbefore\nhandle first\nhas @\nissue\nit's\non\nto X\nupdate\nverb first L\nx ("
			],
			[
				6,
				'L^ NAME Vs\nVd ,\n^ GROUP\n^^have\ncan\nday\nname\nneeds\nnext\nour x\nplain^ GROUP\nthat\nwhether\nwrite\nx DAY\nx →'
			],
			[7, '- NAME\n. X\nV the\n^will\naction^ x\nback\nh\nhas (\nlong L 4\norder'],
			[
				8,
				'L^ #\nNAME Vs\nVs it\n^to\nai\nand V\nhead\nname inside\nnames 2\npost\nreview^ NAME\nto\nup\nwebsite\nx for'
			],
			[9, ': V\nX Vs\n^ NAME : V\n^ NAME will V\ncheck\nin review\nipld\npage\nwhat\nwill\nx -\nx from'],
			[10, 'V a\nfor 9\nrequest\nsend'],
			[11, '^ NAME to V\nask'],
			[12, 'NAME to\n^action'],
			[13, '^ai\naction^ V\narrow'],
			[14, 'day limit'],
			[15, '^todo\nin action L\nin review L\ntodo\nwill V'],
			[17, 'X -\naction'],
			[18, 'in action'],
			[21, "i'll"]
		]
	},
	zh: {
		bias: -1.5,
		tenths: [
			[-20, 'in report'],
			[-16, 'in agenda L\ntitle'],
			[-14, 'in plain'],
			[-13, '了\n得\n落'],
			[-11, '如'],
			[-10, 'D,\n^参\nin agenda\nin report L\n会 \n已经'],
			[-9, 'above entries\n去年\n增\n年\n最\n望\n次\n问题'],
			[-8, ':9\n^出\nhead P\n为\n已\n暂\n申\n目前\n讲\n请假'],
			[-7, ':$\n:D\nD$\nN$\n^出席\n^案\n_\nends :\nfigure\nin plain N\n不\n假\n参\n录:\n无\n要\n过'],
			[
				-6,
				'day first\nin department L\nlong 4\nname first and day\ntitle topic\n、\n中\n出席\n可\n学生\n展\n持\n提案\n等\n议'
			],
			[
				-5,
				',9\n9,\n:N$\nN:\n^D\nat P\nb\nin decision N\nin decision P\nin department\n到\n员:\n地点\n天\n建议\n时\n毕\n毕业\n议题\n这'
			],
			[
				-4,
				'^上\nat L\ndeep -1\ndeep 1\nends 。\nin decision\nin report N\nm\n业\n分\n意\n本\n活\n测\n点\n申请\n讨\n说\n项目'
			],
			[-3, ':D$\n^N:\nday last\ner\nlong N 0\nverb first L\n以\n会议\n周\n在\n有\n没'],
			[-2, '^N\ndeep 0\nhas ,\nhead\nin plain L\nin plain P\n件\n同\n席\n目\n经\n题'],
			[-1, 'of 1\nverb first\nverb first P\n前\n期'],
			[1, ' 9\nends a\nhead L\n的'],
			[
				2,
				'in action P\nlong 18\nlong 25\nlong 50\nlong N 1\nname and day\n→\n下\n与\n全\n出\n单\n各\n处\n完\n定\n改\n负责'
			],
			[3, '-\n9\nN\n^主\nd\nlong 35\nlong P 1\nr\nverb first N\n。\n上\n决\n化\n员\n商\n接\n版\n费\n需'],
			[4, 'N \ng\nlong L 0\nnames 1\nnames 2\n交\n修\n先\n发\n品\n学\n更\n更新\n知\n课\n资'],
			[
				5,
				'ND\nday on\nt\n价\n值\n决议\n制\n务\n协\n并\n库\n日\n机\n查\n清\n理\n网\n询\n运\n选\n部\n需要\n面'
			],
			[
				6,
				'@\n^N \narrow\nday\nhas @\n一\n专\n个\n书\n事\n任\n份\n会\n客\n影\n总\n找\n文\n系\n联系\n表\n设\n评'
			],
			[7, ' →\n,并\nD\n^决议\nin agenda P\nlo\nverb\n做\n公\n原\n整\n时间\n续\n议:\n重'],
			[8, ',D\n,请\nD提\n^决\nday by\n办\n加\n将\n由\n采\n集'],
			[9, 'name inside\n充\n型\n播\n看\n答\n跟\n问'],
			[10, ':请\nD会\n^D会\n^请\nin issues L\n补\n请'],
			[11, ',N\nname\n供\n我'],
			[12, '再\n取\n稿\n给\n责'],
			[13, '组'],
			[14, ',由\nday limit'],
			[15, '一下\n去\n把'],
			[16, 'in action L\nin issues N'],
			[19, 'in issues'],
			[21, 'in action']
		]
	}
};
