//! The words around the rows of a list, in four languages side by side.

use super::messages::Words;

/// The words around the rows of a list.
#[derive(Debug)]
pub struct Rows {
    /// Label of the filter.
    pub filter: Words,
    /// What can be typed.
    pub filter_hint: Words,
    /// There is no such column.
    pub filter_column: fn(&str) -> String,
    /// A term that asks for nothing yet.
    pub filter_unfinished: fn(&str) -> String,
    /// A quote is open.
    pub filter_open_quote: Words,
    /// Empties the filter.
    pub clear: Words,
    /// So many of so many rows.
    pub shown: fn(&str, &str) -> String,
    /// The filter leaves no row.
    pub nothing_fits: Words,
    /// The menu of selectors.
    pub selectors: Words,
    /// The menu of columns.
    pub columns: Words,
    /// All columns.
    pub as_wide: Words,
    /// The fewer columns.
    pub as_standard: Words,
    /// Moves a column forward.
    pub move_up: fn(&str) -> String,
    /// Moves a column back.
    pub move_down: fn(&str) -> String,
    /// Adding a column of one's own.
    pub new_column: Words,
    /// The heading of a column.
    pub heading: Words,
    /// The path of a column.
    pub json_path: Words,
    /// Adds it.
    pub add: Words,
    /// What such a column costs.
    pub whole_objects: Words,
    /// Why it is none.
    pub bad_json_path: fn(&str) -> String,
    /// The menu of groups.
    pub group_by: Words,
    /// No groups.
    pub no_groups: Words,
    /// Which column the overview counts.
    pub overview: Words,
    /// So many further values.
    pub others: fn(&str) -> String,
    /// A cell without text.
    pub no_value: Words,
    /// The menu of exports.
    pub export: Words,
    /// What is exported.
    pub export_text: fn(&str) -> String,
    /// A warning about spreadsheets.
    pub formula: Words,
    /// Downloads a format.
    pub download: fn(&str) -> String,
    /// Copies a format.
    pub copy_as: fn(&str) -> String,
    /// Copies the address.
    pub copy_link: Words,
    /// Copies the command.
    pub copy_kubectl: Words,
    /// Changes come.
    pub live: Words,
    /// A watch is being opened.
    pub catching_up: Words,
    /// The watch was lost.
    pub stale_since: fn(&str) -> String,
    /// When it is tried again.
    pub retrying_in: fn(&str) -> String,
    /// The reader stopped it.
    pub paused: fn(&str) -> String,
    /// Other tabs have the streams.
    pub other_tabs: Words,
    /// A recording.
    pub off_recorded: Words,
    /// No watch.
    pub off_not_watchable: Words,
    /// The watch was refused.
    pub off_refused: Words,
    /// Not all rows.
    pub off_partial: Words,
    /// Stops following.
    pub pause: Words,
    /// Follows again.
    pub resume: Words,
    /// Rows and bytes so far.
    pub so_far: fn(&str, &str) -> String,
    /// Namespaces so far, of how many.
    pub of_namespaces: fn(&str, &str) -> String,
    /// Ages sort by what is shown.
    pub to_the_unit: Words,
    /// Asks for exact times.
    pub ask_times: fn(&str) -> String,
    /// Opens a group.
    pub open_group: fn(&str, &str) -> String,
    /// The address names a column that is not there.
    pub unknown_column: fn(&str) -> String,
}

/// English.
pub(super) const EN: Rows = Rows {
    filter: "Filter rows",
    filter_hint: "text  column=value  age<1h  -not",
    filter_column: |name| format!("No column is called {name}: taken as text."),
    filter_unfinished: |term| format!("{term} asks for nothing yet."),
    filter_open_quote: "A quotation mark is still open.",
    clear: "Clear",
    shown: |shown, all| format!("{shown} of {all} rows"),
    nothing_fits: "No row matches the filter.",
    selectors: "Selectors",
    columns: "Columns",
    as_wide: "As kubectl get -o wide",
    as_standard: "As kubectl get",
    move_up: |name| format!("Move {name} forward"),
    move_down: |name| format!("Move {name} back"),
    new_column: "A column from the objects",
    heading: "Heading",
    json_path: "JSONPath, such as .status.podIP",
    add: "Add",
    whole_objects: "Such a column needs every object in full: often a hundred times the bytes of the list alone.",
    bad_json_path: |why| format!("Not a JSONPath: {why}"),
    group_by: "Group by",
    no_groups: "No groups",
    overview: "Overview of",
    others: |count| format!("{count} more values"),
    no_value: "(empty)",
    export: "Export",
    export_text: |count| format!("The {count} rows that are shown, with the columns that are shown."),
    formula: "Some cells begin like a formula. Spreadsheets may run them; import them as text.",
    download: |format| format!("Download {format}"),
    copy_as: |format| format!("Copy {format}"),
    copy_link: "Copy a link to this view",
    copy_kubectl: "Copy the kubectl command",
    live: "Live",
    catching_up: "Catching up",
    stale_since: |ago| format!("Not live for {ago}"),
    retrying_in: |time| format!("trying again in {time}"),
    paused: |ago| format!("Paused for {ago}"),
    other_tabs: "Waiting: other tabs use all three streams",
    off_recorded: "Recorded: nothing changes here",
    off_not_watchable: "Not live: the server offers no watch here",
    off_refused: "Not live: the watch was refused",
    off_partial: "Not live: this is a part of the list",
    pause: "Pause",
    resume: "Resume",
    so_far: |rows, bytes| format!("{rows} rows so far, {bytes}"),
    of_namespaces: |done, all| format!("{done} of {all} namespaces"),
    to_the_unit: "Sorted to the unit shown.",
    ask_times: |bytes| format!("Ask for exact times (about {bytes})"),
    open_group: |value, rows| format!("{value}, {rows}"),
    unknown_column: |name| format!("This list has no column {name}; the address asks for it."),
};

/// Simplified Chinese.
pub(super) const ZH_CN: Rows = Rows {
    filter: "筛选行",
    filter_hint: "文本  列=值  age<1h  -排除",
    filter_column: |name| format!("没有名为 {name} 的列，按文本处理。"),
    filter_unfinished: |term| format!("{term} 还没有写完。"),
    filter_open_quote: "引号尚未闭合。",
    clear: "清除",
    shown: |shown, all| format!("{all} 行中的 {shown} 行"),
    nothing_fits: "没有符合筛选条件的行。",
    selectors: "选择算符",
    columns: "列",
    as_wide: "同 kubectl get -o wide",
    as_standard: "同 kubectl get",
    move_up: |name| format!("将 {name} 前移"),
    move_down: |name| format!("将 {name} 后移"),
    new_column: "来自对象的列",
    heading: "列标题",
    json_path: "JSONPath，例如 .status.podIP",
    add: "添加",
    whole_objects: "这样的列需要读取每个对象的全部内容，字节数常常是列表本身的上百倍。",
    bad_json_path: |why| format!("不是有效的 JSONPath：{why}"),
    group_by: "分组依据",
    no_groups: "不分组",
    overview: "概览",
    others: |count| format!("另有 {count} 个值"),
    no_value: "（空）",
    export: "导出",
    export_text: |count| format!("当前显示的 {count} 行及所显示的列。"),
    formula: "有些单元格以公式字符开头，电子表格可能会执行它们，请按文本导入。",
    download: |format| format!("下载 {format}"),
    copy_as: |format| format!("复制 {format}"),
    copy_link: "复制此视图的链接",
    copy_kubectl: "复制 kubectl 命令",
    live: "实时",
    catching_up: "正在赶上",
    stale_since: |ago| format!("已有 {ago} 未更新"),
    retrying_in: |time| format!("{time} 后重试"),
    paused: |ago| format!("已暂停 {ago}"),
    other_tabs: "等待中：其他标签页占用了全部三个流",
    off_recorded: "录制内容：不会变化",
    off_not_watchable: "非实时：服务器未提供监视",
    off_refused: "非实时：监视被拒绝",
    off_partial: "非实时：这只是列表的一部分",
    pause: "暂停",
    resume: "继续",
    so_far: |rows, bytes| format!("已有 {rows} 行，{bytes}"),
    of_namespaces: |done, all| format!("{done}/{all} 个名字空间"),
    to_the_unit: "按所显示的单位排序。",
    ask_times: |bytes| format!("读取精确时间（约 {bytes}）"),
    open_group: |value, rows| format!("{value}，{rows}"),
    unknown_column: |name| format!("此列表没有地址中所要的列 {name}。"),
};

/// Japanese.
pub(super) const JA: Rows = Rows {
    filter: "行を絞り込む",
    filter_hint: "文字列  列=値  age<1h  -除外",
    filter_column: |name| format!("{name}という列はないため、文字列として扱います。"),
    filter_unfinished: |term| format!("{term}はまだ途中です。"),
    filter_open_quote: "引用符が閉じられていません。",
    clear: "クリア",
    shown: |shown, all| format!("{all}行中{shown}行"),
    nothing_fits: "条件に合う行はありません。",
    selectors: "セレクター",
    columns: "列",
    as_wide: "kubectl get -o wideと同じ",
    as_standard: "kubectl getと同じ",
    move_up: |name| format!("{name}を前へ移動"),
    move_down: |name| format!("{name}を後ろへ移動"),
    new_column: "オブジェクトから列を作る",
    heading: "見出し",
    json_path: "JSONPath（例：.status.podIP）",
    add: "追加",
    whole_objects: "この列にはすべてのオブジェクトの全体が必要です。一覧だけの場合の100倍ほどのバイト数になることがよくあります。",
    bad_json_path: |why| format!("JSONPathとして正しくありません：{why}"),
    group_by: "グループ化",
    no_groups: "グループなし",
    overview: "概要",
    others: |count| format!("ほか{count}個の値"),
    no_value: "（空）",
    export: "エクスポート",
    export_text: |count| format!("表示中の{count}行を、表示中の列で書き出します。"),
    formula: "数式のように始まるセルがあります。表計算ソフトでは文字列として取り込んでください。",
    download: |format| format!("{format}をダウンロード"),
    copy_as: |format| format!("{format}をコピー"),
    copy_link: "この表示へのリンクをコピー",
    copy_kubectl: "kubectlコマンドをコピー",
    live: "ライブ",
    catching_up: "追いついています",
    stale_since: |ago| format!("{ago}前から更新が止まっています"),
    retrying_in: |time| format!("{time}後に再試行します"),
    paused: |ago| format!("{ago}前から一時停止中"),
    other_tabs: "待機中：ほかのタブが3本のストリームを使っています",
    off_recorded: "記録：変化しません",
    off_not_watchable: "ライブではありません：このリソースはwatchできません",
    off_refused: "ライブではありません：watchが拒否されました",
    off_partial: "ライブではありません：一覧の一部です",
    pause: "一時停止",
    resume: "再開",
    so_far: |rows, bytes| format!("現在{rows}行、{bytes}"),
    of_namespaces: |done, all| format!("Namespace {done}/{all}個"),
    to_the_unit: "表示されている単位までで並べ替えています。",
    ask_times: |bytes| format!("正確な時刻を取得（約{bytes}）"),
    open_group: |value, rows| format!("{value}、{rows}"),
    unknown_column: |name| format!("アドレスにある列{name}はこの一覧にありません。"),
};

/// Brazilian Portuguese.
pub(super) const PT_BR: Rows = Rows {
    filter: "Filtrar linhas",
    filter_hint: "texto  coluna=valor  age<1h  -exceto",
    filter_column: |name| format!("Nenhuma coluna se chama {name}: tratado como texto."),
    filter_unfinished: |term| format!("{term} ainda está incompleto."),
    filter_open_quote: "Falta fechar as aspas.",
    clear: "Limpar",
    shown: |shown, all| format!("{shown} de {all} linhas"),
    nothing_fits: "Nenhuma linha corresponde ao filtro.",
    selectors: "Seletores",
    columns: "Colunas",
    as_wide: "Como kubectl get -o wide",
    as_standard: "Como kubectl get",
    move_up: |name| format!("Mover {name} para a frente"),
    move_down: |name| format!("Mover {name} para trás"),
    new_column: "Uma coluna dos objetos",
    heading: "Título",
    json_path: "JSONPath, por exemplo .status.podIP",
    add: "Adicionar",
    whole_objects: "Essa coluna exige cada objeto inteiro: muitas vezes cem vezes os bytes da lista em si.",
    bad_json_path: |why| format!("JSONPath inválido: {why}"),
    group_by: "Agrupar por",
    no_groups: "Sem grupos",
    overview: "Visão geral de",
    others: |count| format!("mais {count} valores"),
    no_value: "(vazio)",
    export: "Exportar",
    export_text: |count| format!("As {count} linhas exibidas, com as colunas exibidas."),
    formula: "Algumas células começam como fórmulas. Importe-as como texto: planilhas podem executá-las.",
    download: |format| format!("Baixar {format}"),
    copy_as: |format| format!("Copiar {format}"),
    copy_link: "Copiar um link para esta visão",
    copy_kubectl: "Copiar o comando kubectl",
    live: "Ao vivo",
    catching_up: "Atualizando",
    stale_since: |ago| format!("Sem atualização há {ago}"),
    retrying_in: |time| format!("nova tentativa em {time}"),
    paused: |ago| format!("Em pausa há {ago}"),
    other_tabs: "Aguardando: outras abas usam os três fluxos",
    off_recorded: "Gravação: nada muda aqui",
    off_not_watchable: "Sem atualização: o servidor não oferece watch aqui",
    off_refused: "Sem atualização: o watch foi recusado",
    off_partial: "Sem atualização: esta é uma parte da lista",
    pause: "Pausar",
    resume: "Retomar",
    so_far: |rows, bytes| format!("Até agora {rows} linhas, {bytes}"),
    of_namespaces: |done, all| format!("{done} de {all} namespaces"),
    to_the_unit: "Ordenado até a unidade exibida.",
    ask_times: |bytes| format!("Pedir os horários exatos (cerca de {bytes})"),
    open_group: |value, rows| format!("{value}, {rows}"),
    unknown_column: |name| format!("Esta lista não tem a coluna {name}, pedida no endereço."),
};
