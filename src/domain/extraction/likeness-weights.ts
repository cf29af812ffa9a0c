/** Written by bench/train-likeness.ts: what weighs for a task (above zero) and against one, in tenths [EX68]. */
type Weights = { readonly bias: number; readonly tenths: readonly (readonly [number, string])[] };

export const likenessWeights: Readonly<Record<'en' | 'zh', Weights>> = {
	en: {
		bias: -1.4,
		tenths: [
			[-14, 'NAME Vd\nat L\nleave'],
			[-13, '^ X to\nat P\nin report'],
			[-12, 'above entries\nin report L\nlong P 0'],
			[-11, 'Vd the\napprove\nnot\npeople'],
			[-10, ', but\n^^from\nitems\nkeep\nmay\nminutes'],
			[-9, 'P^ NAME Vs\ncould\nin agenda\nin review P'],
			[
				-8,
				'N^ X\nP^ NAME :\n^^about\nbeen\nchange\ncommunity\nit x\nlike\nlong 4\nlong 8\npresent\ntitle\nwant\nwe'
			],
			[-7, '^ NAME (\n^ Vd\nhere\nin agenda L\nproposal\ns\ntold 2\nworking\nx as\nx to'],
			[
				-6,
				'# 9\n: DAY\nL^ Vg\n^ NAME :\n^^of\n^the\nagenda^ V\ncapital\nfrom the\nif\nin department L\nin plain\nplain^ 9\nthat the\nverb first P\nx are'
			],
			[
				-5,
				'. 9\n: $\nL^ x :\nNAME x\nX V\n^ NAME : X\n^ the\n^present\nagenda\nboard\nmeeting\nnth 1\non x\nplain^ DAY\ntitle action\nweek\nwork\nx ?'
			],
			[
				-4,
				': 9\nL^ NAME Vd\nL^ V x\nX $\n^ 9\nbe\ndeep -1\nfigure\nhas ,\nhas :\nis x\nlast\nlong L 0\nmore\nof 4\ntold 0\ntold 1\nx )'
			],
			[-3, '9 .\nP^ DAY\nX ,\n^ NAME Vd\nat\nat N\nin plain L\nof 1\npast\nuse\nx :\nx the'],
			[-2, ', x\n? $\nV to\nVg x\n^ DAY\n^^to\nends ?\nfor\nhas ?\nlong L 3\nnth 0\nthis\nx in'],
			[-1, 'NAME has\n^ Vg\n^ X\naction^ NAME\ndeep 0\ndeep 1\nends :\nnth 2'],
			[1, 'a\nhas /\nhead L\nname\nof 3\nthe\nverb\nx and\nx x'],
			[
				2,
				'. $\nP^ V :\nV x\nVs x\nX :\nfrom\nlong 100\nlong P 2\nlong P 3\nname and day\nname first\non the\nplain^ NAME\nplain^ X\nverb first L\nx .'
			],
			[
				3,
				'9 x\n: X\nL^ NAME Vs\nVd x\n^ GROUP\n^ V : X\n^ X $\n^ X $ \nday by\ndeep 2\nends .\nin review\nlong 18\nlong 25\nlong 70\nlong L 1\nlong L 2\nmodal\nthat\nthe V\nx (\nx Vs'
			],
			[
				4,
				'- x\n. X\nDAY $\nL^ X $\nX 9\nX Vs\n^ NAME : x\n^^the\nand\nday\nit\nlong 50\nnames 1\non\nour\nplain^ GROUP\nto X\nto the\nverb second\nx ,'
			],
			[
				5,
				'- NAME\n: x\nL^ NAME\nNAME -\nP^ NAME\n^ V\nabout\ndraft\nin x\nlong L 4\nlong P 4\nthe x\nthem\nto\nverb first\nwhether\nx DAY'
			],
			[
				6,
				'L^ X\nV X\nVd ,\nagreed\nand V\nends a\nfor the\nlook\nnext\nplain^ the\nreview^ NAME\nso\nstill\nto V\nwrite\nx from'
			],
			[7, '- X\nNAME will\nX will\n^ NAME will V\na X\nasked\ncontact\ndone\nour x\nthat x\nx -\nx for\nyet'],
			[8, 'L^ x\nV a\nV the\n^ V x x\n^^have\n^will\nback\nbe Vd\nhas (\nhas @\nnot x\nrequest\nup\nwhat'],
			[9, 'V for\naction^ V\nbefore\nhead\nname inside\nnames 2\npage\nwebsite\nwill'],
			[10, ': V\n^agreed\nfor 9\npost'],
			[11, 'NAME Vs\nX -\n^ NAME : V\n^to\ncheck\nneeds\nsend'],
			[12, 'X to\nai\nask\nin review L'],
			[13, 'action\narrow\nbe Vg\nin action'],
			[15, 'NAME to\n^ NAME to V\nwill V'],
			[17, 'day limit'],
			[18, '^ai\ntodo'],
			[19, '^action'],
			[20, '^todo'],
			[21, 'in action L'],
			[24, "i'll"]
		]
	},
	zh: {
		bias: -2,
		tenths: [
			[-18, 'in agenda L\ntitle'],
			[-17, 'in report'],
			[-15, '得'],
			[-14, '了'],
			[-13, 'in plain'],
			[-11, ':$\nends :\nin report L\n参'],
			[-10, '  \n如\n已经\n最\n队'],
			[-9, 'N$\nN:\nin agenda\n小组\n已\n感\n暂\n望\n申\n问题'],
			[-8, 'D$\n^参\ndeep -1\nin plain N\n不\n平\n次\n毕\n汇报\n请假'],
			[
				-7,
				':N$\n^出\n^出席\n_\nat P\nfigure\nhead P\nlong 70\nname first and day\n为\n假\n因\n很\n议题\n讲\n过'
			],
			[-6, 'D,\nabove entries\nat L\ndeep 1\ntitle topic\n主持\n们\n可\n就\n录:\n报告\n目前\n这\n项目'],
			[
				-5,
				',9\n9,\n:9\n:D\n^D\nin decision N\nin decision P\nin department\nlong 4\n出席\n地点\n展\n年\n度\n持\n无\n活\n议'
			],
			[
				-4,
				':D$\nb\ndeep 0\nin decision\nin department L\nin report P\nlong N 0\n、\n在\n天\n委员\n建议\n时\n有\n点\n纪\n讨\n说'
			],
			[-3, 'verb first L\n中\n以\n到\n同\n席\n意\n本\n等'],
			[-2, '9 \n^N:\nday first\nhas :\nin plain L\nnth 0\n二\n分\n前\n是\n没\n要'],
			[-1, 'ends 。\nhas ,\nhead\nlong L 1\n主\n及\n地\n负\n题'],
			[1, 'at N\nc\nname and day\n会议\n决\n统'],
			[2, ' 9\n-\nlong 25\nlong 35\nlong 8\nnames 1\nnames 2\nof 1\n上\n决议\n务\n工\n改\n系'],
			[3, ':\nends a\nlong 12\nlong 18\nlong L 0\nname first\nr\n与\n全\n各\n接\n版\n理\n者\n资\n需要'],
			[4, 'D\nN\nd\no\nverb first P\n。\n会\n先\n出\n发\n后\n商\n学\n定\n客\n并\n库\n文\n机\n权\n需'],
			[5, '^N \ng\nlong N 2\n一\n个\n于\n具\n单\n图\n完\n我\n收\n整\n清\n联\n评\n进\n选\n部\n面'],
			[6, '9\nN \n^主\n^会\nday\n公\n加\n找\n时间\n更\n群\n表\n负责\n配\n集'],
			[7, ',请\nD完\nverb\n交\n价\n供\n做\n制\n协\n处\n整理\n查\n知\n设\n起\n重'],
			[8, ',D\n@\n^决议\nday on\nhas @\nname inside\nnth 2\n书\n修\n原\n取\n续\n议:\n课\n跟'],
			[9, 'D会\nD提\n^决\n办\n型\n帮\n看\n请'],
			[10, '^请\nday by\nin issues L\n专\n由\n组\n采\n问'],
			[11, ':请\narrow\n制作\n将\n稿\n给'],
			[12, ',N\nday limit\nname\n再\n补\n责'],
			[13, '去'],
			[14, ',由\n一下\n把'],
			[16, 'in issues N'],
			[17, 'in action L'],
			[21, 'in issues'],
			[22, 'in action']
		]
	}
};
