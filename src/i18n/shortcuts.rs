//! The words of the keyboard shortcuts, in four languages side by side.

use super::messages::Words;

/// The words of the keyboard shortcuts.
#[derive(Debug)]
pub struct Shortcuts {
    /// What the dialog is.
    pub title: Words,
    /// On every page.
    pub everywhere: Words,
    /// In the table of a list.
    pub in_a_list: Words,
    /// Opens the dialog.
    pub this: Words,
    /// Closes what is open.
    pub close: Words,
    /// Leads to the table.
    pub table: Words,
    /// A row up or down.
    pub row: Words,
    /// A screen up or down.
    pub screen: Words,
    /// The first or last row.
    pub ends: Words,
    /// Opens the object or the group.
    pub open: Words,
    /// From the first row to the headings.
    pub headings: Words,
    /// From heading to heading.
    pub heading: Words,
    /// Sorts by the heading.
    pub sort: Words,
}

/// English.
pub(super) const EN: Shortcuts = Shortcuts {
    title: "Keyboard shortcuts",
    everywhere: "On every page",
    in_a_list: "In a list",
    this: "Show these shortcuts",
    close: "Close what is open",
    table: "Go to the next control; the whole table is one",
    row: "One row up or down",
    screen: "One screen up or down",
    ends: "First or last row",
    open: "Open the object, or open and close the group",
    headings: "From the first row to the column headings",
    heading: "From heading to heading",
    sort: "Sort by the heading",
};

/// Simplified Chinese.
pub(super) const ZH_CN: Shortcuts = Shortcuts {
    title: "键盘快捷键",
    everywhere: "任何页面",
    in_a_list: "列表中",
    this: "显示这些快捷键",
    close: "关闭已打开的内容",
    table: "移到下一个控件；整个表格算一个",
    row: "上移或下移一行",
    screen: "上移或下移一屏",
    ends: "第一行或最后一行",
    open: "打开对象，或者展开和收起分组",
    headings: "从第一行移到列标题",
    heading: "在列标题之间移动",
    sort: "按该列排序",
};

/// Japanese.
pub(super) const JA: Shortcuts = Shortcuts {
    title: "キーボードショートカット",
    everywhere: "どのページでも",
    in_a_list: "一覧で",
    this: "このショートカットを表示する",
    close: "開いているものを閉じる",
    table: "次の操作部分へ移動する。表は全体で1つ",
    row: "1行上または下へ",
    screen: "1画面上または下へ",
    ends: "最初または最後の行へ",
    open: "オブジェクトを開く、またはグループを開閉する",
    headings: "最初の行から列見出しへ",
    heading: "列見出しの間を移動する",
    sort: "その列で並べ替える",
};

/// Brazilian Portuguese.
pub(super) const PT_BR: Shortcuts = Shortcuts {
    title: "Atalhos de teclado",
    everywhere: "Em qualquer página",
    in_a_list: "Em uma lista",
    this: "Mostrar estes atalhos",
    close: "Fechar o que está aberto",
    table: "Ir para o próximo controle; a tabela inteira é um só",
    row: "Uma linha acima ou abaixo",
    screen: "Uma tela acima ou abaixo",
    ends: "Primeira ou última linha",
    open: "Abrir o objeto, ou abrir e fechar o grupo",
    headings: "Da primeira linha aos títulos das colunas",
    heading: "De título em título",
    sort: "Ordenar por essa coluna",
};
