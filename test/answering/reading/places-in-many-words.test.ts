import { describe, expect, it } from 'vitest';
import { resolveFollowUp } from '../../../src/answering/follow-up.js';
import { MIDDLE } from '../../../src/answering/reading/positions.js';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';

describe('places in the words of many people', () => {
  it.each([
    ['中间那一部分的题目是什么', { ask: 'division', part: MIDDLE, headingOnly: true }],
    ['夹在中间的那个大题目是讲什么的', { ask: 'division', part: MIDDLE }],
    ['那几样改动，夹在当中的那样是什么', { ask: 'item', position: MIDDLE }],
    ['三个难处，夹在中间的是哪一个', { ask: 'item', position: 2 }],
    ['五条规矩里打头的是哪一条', { ask: 'item', position: 1, count: 5 }],
    ['五条规矩从后往前数第二条', { ask: 'division', point: -2 }],
    ['查出来的问题里，列第二的是哪个', { ask: 'division', point: 2 }],
    ['倒数第二场硬仗是什么', { ask: 'item', position: -2, thing: '硬仗' }],
    ['第四件事校长讲的什么', { ask: 'division', point: 4, thing: '件' }],
    ['讲修路的那部分，收尾的一小节题目是什么', { ask: 'division', scope: '修路', point: -1, headingOnly: true }],
    ['讲修路的那个大标题，原文怎么写的', { ask: 'division', scope: '修路', level: 'part', headingOnly: true }],
    ['第二大点下面的第四小点讲的是哪方面', { ask: 'division', part: 2, point: 4 }],
    ['讲座的第四个小标题是什么', { ask: 'division', point: 4, headingOnly: true }],
    ['第一部分快结束的时候定了什么指标', { ask: 'paragraph', part: 1, position: -1 }],
    ['编号为5的那条注说的是谁', { ask: 'note', number: 5 }],
    ['这番话是对着哪些人讲的', { ask: 'salutation' }],
    ['他上台头一句是冲着哪些人喊的', { ask: 'salutation' }],
    ['局长这个讲话一共谈了几个方面', { ask: 'announced' }],
    ['把各个大标题原样抄给我', { ask: 'parts' }],
    ['那天打算讲几个话题', { ask: 'parts' }],
    ['全篇一共拆成多少个大部分，把标题都列出来', { ask: 'parts' }],
    ['请把讲稿的几个小标题依次抄给我', { ask: 'parts' }],
    ['报告一开口先喊的是哪些人', { ask: 'salutation' }],
    ['这份年会报告开场的称呼，原文照录', { ask: 'salutation' }],
    ['剖析原因总结出好几条，排第三的怎么说', { ask: 'division', point: 3 }],
    ['号召学习的那几段里，第三段要我们学什么', { ask: 'division', point: 3 }],
    ['那三桩事里，居中的那桩怎么写的', { ask: 'item', position: 2, count: 3 }],
    ['他报的那串日子中排在末位的一个是什么', { ask: 'item', position: -1 }],
    ['说缺水这事的那一小节，打头一句是什么', { ask: 'edge', edge: 'first', scope: '缺水' }],
    ['谈怎么干工作的那一组，打头阵的是哪一条', { ask: 'edge', edge: 'first', scope: '怎么干工作' }],
    ['从集市换到用水这个话题，他是拿哪句话开的头', { ask: 'edge', edge: 'first', scope: '用水', isParagraph: true }],
    ['最后一个小标题底下，头一句话怎么说的', { ask: 'edge', edge: 'first', point: -1 }],
    ['全文收尾的那个大部分谈的是什么', { ask: 'division', part: -1 }],
    ['这堂党课的标题叫什么', { ask: 'title' }],
    ['这份讲话稿的全名叫什么', { ask: 'title' }],
    ['在六个领域里排第五位的谈的是什么', { ask: 'division', point: 5, count: 6 }],
    ['第一点意见下面的“三要”要求做什么', { ask: 'division', point: 1, item: 3 }],
    ['扩大投资那一条下面，最后一个小点是什么', { ask: 'division', scope: '扩大投资', point: -1 }],
    ['第三部分第二点底下的最后一个小项要求什么', { ask: 'division', part: 3, point: 2, item: -1 }],
    ['第一大部分最后一笔账是什么账', { ask: 'division', part: 1, point: -1 }],
    ['最后三点要求里头的第三条讲了什么', { ask: 'division', point: 3 }],
    ['最末一个部分里夹在中间的那条是什么', { ask: 'division', part: -1, point: MIDDLE }],
    ['全部承诺中压轴的是哪一项', { ask: 'item', position: -1 }],
    ['杨家坳村那件救人的事，放在哪一小点下面讲的', { ask: 'which', wants: 'point' }],
    ['跟商铺有关的内容放在哪一场攻坚战里讲', { ask: 'which', wants: 'point' }],
    ['底线那部分的中间一条谈的是什么', { ask: 'division', scope: '底线', point: MIDDLE }],
    ['会后要办的事里居中的是哪一件', { ask: 'item', position: MIDDLE }],
    ['短板里面排第三的那个，具体怎么说', { ask: 'division', point: 3 }],
    ['第二部分里编号第四的那件事是什么', { ask: 'division', part: 2, point: 4 }],
    ['讲成绩的那部分，排在第四的小标题怎么写', { ask: 'division', scope: '成绩', point: 4, headingOnly: true }],
    ['排在第四的那一仗是冲着什么去的', { ask: 'item', position: 4, thing: '仗' }],
    ['列举短板时排在末位的那条怎么说的', { ask: 'division', point: -1 }],
    ['排在五项工作末尾的是哪一项', { ask: 'division', point: -1, count: 5 }],
    ['排在五项工作最前面的是哪一项', { ask: 'item', position: 1, count: 5 }],
    ['第一部分里的第二个角度是怎么概括的', { ask: 'division', part: 1, point: 2, thing: '角度' }],
    ['第一部分说到的第二种虚，虚在哪儿', { ask: 'division', part: 1, point: 2 }],
    ['第一部分开门见山的第一句话是什么', { ask: 'edge', edge: 'first', part: 1 }],
    ['第三部分里，“其次”说的是什么', { ask: 'division', part: 3, point: 2 }],
    ['第三部分里，“最后”说的是什么', { ask: 'division', part: 3, point: -1 }],
    ['去年干成的事情里，第三桩讲的是哪方面', { ask: 'item', position: 3 }],
    ['建手机平台的事在最后一部分的哪一条', { ask: 'which', part: -1, wants: 'point' }],
    ['今年任务中的第三条是关于什么的', { ask: 'division', point: 3, topic: '今年任务' }],
    ['过去一年的成绩分成哪六块来汇报', { ask: 'parts', count: 6 }],
    ['总结完去年的得失，往下要讲几点意见', { ask: 'announced' }],
    ['末尾用哪句话收场', { ask: 'edge', edge: 'last' }],
    ['整篇最后是用哪几句话收尾的', { ask: 'edge', edge: 'last' }],
    ['全篇结束时，书记给在座的人送了什么话', { ask: 'edge', edge: 'last' }],
    ['讲话结束前发出的号召是什么', { ask: 'edge', edge: 'last' }],
    ['开头他是怎么招呼底下的人的', { ask: 'salutation' }],
    ['这份材料的题目是什么', { ask: 'title' }],
    ['正标题是哪两句话', { ask: 'title' }],
    ['文稿标题写的是什么会上的讲话', { ask: 'title' }],
    ['这篇讲话是在什么会上讲的，题目怎么写', { ask: 'title' }],
    ['三大块里居中的那一块主题是什么', { ask: 'division', part: 2 }],
    ['“板凳会”的做法写在第三部分的哪一点里', { ask: 'which', part: 3, wants: 'point' }],
    ['医共体改革是放在哪一节里讲的', { ask: 'which', wants: 'section' }],
    ['老厂长的故事出现在哪一句话里', { ask: 'which', term: '句话' }],
    ['同奖同罚的话是在哪一个“强化”里讲的', { ask: 'which', term: '强化' }],
    ['创业的经历是在哪个关键词下面讲的', { ask: 'which', term: '关键词' }],
    ['说完城乡融合那场硬仗，紧跟着讲的是哪一场', { ask: 'beside-division', topic: '城乡融合', side: 'after' }],
    ['谈完技改的那一条，紧跟着讲的是什么', { ask: 'beside-division', topic: '技改', side: 'after' }],
    ['讲话人一开始说要谈几方面的意见', { ask: 'announced' }],
    ['讲话收尾的那一句说了啥', { ask: 'edge', edge: 'last' }],
    ['铸魂那一项里的“三要”要求做什么', { ask: 'division', scope: '铸魂', point: 3 }],
    ['第二部分的“第四”是哪个行动', { ask: 'division', part: 2, point: 4 }],
    ['第二部分的括号三，要求怎么招', { ask: 'division', part: 2, point: 3 }],
    ['总结成绩时打头的是哪一条', { ask: 'item', position: 1 }],
    ['讲完营商环境，紧跟着上场的是哪一仗', { ask: 'beside-division', topic: '营商环境', side: 'after' }],
    ['回顾成绩时，讲完聚力中心大局，紧接着讲了哪一块', { ask: 'beside-division', topic: '聚力中心大局' }],
    ['今年的工作清单上，打头阵的是哪一件', { ask: 'item', position: 1 }],
    ['总结成绩的第四条，说的是哪方面', { ask: 'division', point: 4 }],
    ['乡村振兴在今年的重点工作里摆在第几位', { ask: 'which', topic: '乡村振兴' }],
    ['控制开销，放在今年第几件事里讲', { ask: 'which', topic: '控制开销' }],
    ['讲完海外市场，紧接着安排的是哪件事', { ask: 'beside-division', topic: '海外市场', side: 'after' }],
    ['几项重点任务排到末尾的是哪一项', { ask: 'division', point: -1 }],
    ['七项重点任务里排在最后的是哪一项', { ask: 'item', position: -1 }],
    ['六场硬仗里，排第四的打什么', { ask: 'division', point: 4 }],
    ['总结成绩的第四条说的是哪方面', { ask: 'division', point: 4 }],
    ['讲完布局那一仗，紧跟着的是哪一仗', { ask: 'beside-division', topic: '布局', side: 'after' }],
    ['讲完提质增效之后，接着讲哪一仗', { ask: 'beside-division', topic: '提质增效', side: 'after' }],
    ['讲成绩的时候，最后一个变化是什么', { ask: 'item', position: -1, term: '变化' }],
    ['三笔账里的第二笔是什么账', { ask: 'item', position: 2, count: 3 }],
    ['今后要办的几件大事，排在老四的是哪件', { ask: 'division', point: 4 }],
    ['巡堤那段的几种情形，中间那个怎么规定的', { ask: 'item', position: MIDDLE }],
    ['谈睡眠那一大段，校长最后撂下句什么话', { ask: 'edge', edge: 'last', isParagraph: false }],
    ['请摘录论述馆员队伍那一节之下的各小点', { ask: 'division', scope: '馆员队伍' }],
    ['正文一上来院长先说了什么话', { ask: 'edge', edge: 'first' }],
    ['稿子最上面那行写着什么', { ask: 'title' }],
    ['倒数第二段他说了句什么，对谁说的', { ask: 'paragraph', position: -2 }],
    ['四笔开销里，搁在第三位的是哪笔', { ask: 'item', position: 3, count: 4, thing: '笔' }],
    ['四样办法中，列第二的办法是什么', { ask: 'division', point: 2, count: 4 }],
    ['五项任务里列在第四项的叫什么', { ask: 'division', point: 4, count: 5 }],
    ['“四个能”，第三能？', { ask: 'item', position: 3 }],
    ['“三准”里他说要记牢，第二准是什么', { ask: 'item', position: 2 }],
    ['三项承诺，其二', { ask: 'division', point: 2, count: 3 }],
    ['省油的办法有三，其三怎么讲', { ask: 'division', point: 3 }],
    ['要守住的四条，他最后提到的那条是什么', { ask: 'division', point: -1 }],
    ['“三个不准”压在末尾的是啥', { ask: 'item', position: -1 }],
    ['“五个更”数到最后，是哪一更', { ask: 'item', position: -1 }],
    ['“牢记三条”之三是什么', { ask: 'division', point: 3 }],
    ['六项任务倒着数，第二项讲什么', { ask: 'division', point: -2, count: 6 }],
    ['两条渠道里的后一条指的啥', { ask: 'item', position: -1, count: 2 }],
    ['两笔账，前一笔是人情账，后一笔呢', { ask: 'item', position: -1, count: 2 }],
    ['三大块里当中那块的标题', { ask: 'division', part: 2, headingOnly: true }],
    ['讲作风时“其次”后面说的是什么', { ask: 'division', point: 2, thing: null }],
    ['水电站的故事挂在哪一条要求名下', { ask: 'which', topic: '水电站 故事', label: '要求' }],
    ['水电站的例子出现在哪个愿望底下', { ask: 'which', wants: 'point' }],
    ['垃圾没人清、路灯不亮，这些毛病是归在几件事的哪一件里讲的', { ask: 'which', label: '几件事' }],
    ['老井的开销，馆长放在哪一节里交代', { ask: 'which', topic: '老井 开销', wants: 'section' }],
    ['停水断电，书记放在哪一场硬仗里治', { ask: 'which', topic: '停水断电 治', term: '硬仗' }],
    ['整场讲话落在哪句话上结束', { ask: 'edge', edge: 'last' }],
    ['散会前最后那几句，镇长是咋收场的', { ask: 'edge', edge: 'last' }],
    ["What's the sentence he finishes on?", { ask: 'edge', edge: 'last' }],
    ['整篇最底下一行落的是什么', { ask: 'edge', edge: 'last' }],
    ['附在后面的任务分工表，倒数第二项是什么', { ask: 'division', scope: '附件', point: -2 }],
    ['翻到文末的注释，末了一个解释的是哪个词', { ask: 'note', number: -1 }],
  ])('%s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each([
    ['修路的故事在哪一点里面', '修路的故事'],
    ['“修路”是第一部分的哪一小节', '修路'],
    ['修路那件事是谈什么话题的时候说出来的', '修路'],
    ['修路的老人，是讲到哪儿的时候提起的', '修路'],
    ['半夜修路的事，出现在哪个小标题底下', '半夜修路'],
    ['替修路的人正名，这层意思属于六条里的哪一条', '修路'],
    ['修路老汉的事是放在哪一种精神下面讲的', '修路老汉'],
  ])('ask in which division something is said: %s', (question, topic) => {
    const asked = readStructureQuestion(question);
    expect(asked?.ask).toBe('which');
    expect(asked?.ask === 'which' ? asked.topic.replace(/\s/g, '') : '').toContain(topic.replace('的', ''));
  });

  it.each([
    ['聊完修路，他紧接着换到哪个话题', { ask: 'beside-topic', topic: '修路', turnsTo: 'topic', unit: 'paragraph' }],
    ['修路那一段过后，他转过去讲了什么', { ask: 'beside-topic', turnsTo: 'anything', side: 'after' }],
    ['末尾那声“谢谢大家”前面，送的是什么祝福', { ask: 'beside', words: '谢谢大家', side: 'before' }],
    ['讲完大海那一大块，紧跟着的下一块标题叫啥', { ask: 'beside-division', side: 'after' }],
    ['讲完修路，下一个小节轮到谁了', { ask: 'beside-division', topic: '修路', side: 'after' }],
    ['专讲修路的那节，往上挨着的小标题是哪个', { ask: 'beside-division', topic: '修路', side: 'before' }],
    ['在谈修路之前，书记讲的上一条任务是什么', { ask: 'beside-division', side: 'before' }],
    ['紧跟在“一国两制”那部分之后的是什么内容', { ask: 'beside-division', topic: '一国两制', level: 'part' }],
    ['今年的安排里紧跟在修路那条后面的是哪条', { ask: 'beside-division', topic: '修路', scope: '今年的安排' }],
    ['讲完“可以失败”基金以后，话题转向了什么', { ask: 'beside', words: '可以失败', unit: 'paragraph' }],
    ['问候大家之后，致辞最先描绘的是一幕什么情景', { ask: 'edge', edge: 'first' }],
    ['讲完修路，紧跟着那一块的标题是什么', { ask: 'beside-division', topic: '修路', side: 'after' }],
    ['说完修路的事，接下来一条轮到什么了', { ask: 'beside-division', side: 'after' }],
    ['量个头的前一项量的是什么', { ask: 'beside-division', topic: '量个头', side: 'before' }],
    ['在管钱的那条后面、讲安全那条前面，还有一条是什么', { ask: 'between' }],
    ['讲完种子还没讲到农机，当中插的那一项是什么', { ask: 'between', topics: ['种子', '农机'] }],
  ])('stand beside something: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each(['捡回来那本子最末一行写着什么字', '上台发言的三位老师，排第二的讲什么'])(
    'are none of the speech where something else has them: %s',
    (question) => {
      expect(readStructureQuestion(question)).toBeNull();
    },
  );

  it.each(['讲修路的那部分放在开头还是后面', '四道门里中间那道通向哪里', '部长在第三块试验田里种了什么'])(
    'are not read where none is named: %s',
    (question) => {
      expect(['edge', 'item', 'division']).not.toContain(readStructureQuestion(question)?.ask ?? 'none');
    },
  );

  it.each([
    ['那它前面一场呢', 'previous'],
    ['那它前面的一小节讲的是什么', 'previous'],
    ['接下来那项呢', 'next'],
    ['那它前头的那个大部分呢，标题念一下', 'previous'],
    ['紧挨着它的下一段又要学什么？', 'next'],
    ['挨着它后头的那条呢', 'next'],
    ['那再往下一条，又是冲谁说的？', 'next'],
    ['紧跟在这条后头的是哪条？', 'next'],
  ])('follow on what was shown: %s', (text, wants) => {
    expect(resolveFollowUp(text, [{ question: '生态保护是怎么说的', answer: null }]).wants).toBe(wants);
  });

  it('may be the division in which the question before asked where something is said', () => {
    const { question } = resolveFollowUp('那一节一上来报的是个什么成绩？', [
      { question: '大堂服务是在哪一节谈的？', answer: null },
    ]);
    expect(readStructureQuestion(question)).toMatchObject({ ask: 'edge', edge: 'first', scope: '大堂服务' });
  });
});
