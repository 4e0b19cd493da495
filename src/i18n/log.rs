//! The words around the log of a container, in four languages side by side.

use super::messages::Words;

/// The words around the log of a container.
#[derive(Debug)]
pub struct Log {
    /// What the page is.
    pub label: Words,
    /// Label of the containers.
    pub container: Words,
    /// Label of how many lines.
    pub lines: Words,
    /// So many of the last lines.
    pub last_lines: fn(&str) -> String,
    /// All lines.
    pub all_lines: Words,
    /// With the time of each line.
    pub timestamps: Words,
    /// Of the instance before the last restart.
    pub previous: Words,
    /// As it is written.
    pub follow: Words,
    /// New lines come.
    pub following: Words,
    /// No more lines come.
    pub ended: Words,
    /// So many lines before are not shown.
    pub left_out: fn(usize, &str) -> String,
    /// Nothing was written.
    pub empty: Words,
    /// Nothing was written that was asked for.
    pub nothing_of_that: Words,
    /// A container that runs before the others.
    pub init: fn(&str) -> String,
    /// A container that was added to a Pod that runs.
    pub ephemeral: fn(&str) -> String,
    /// It was opened, or will be, and nothing has come.
    pub opening: Words,
    /// It broke off.
    pub broken: Words,
    /// What the raw answer lacks while a log is followed.
    pub in_pieces: Words,
}

/// English.
pub(super) const EN: Log = Log {
    label: "Log of a container",
    container: "Container",
    lines: "Lines",
    last_lines: |count| format!("last {count}"),
    all_lines: "all",
    timestamps: "Timestamps",
    previous: "Previous instance",
    follow: "Follow",
    following: "Following: new lines appear here",
    ended: "The log has ended",
    left_out: |number, count| {
        if number == 1 {
            "1 earlier line is not shown".into()
        } else {
            format!("{count} earlier lines are not shown")
        }
    },
    empty: "The container has written nothing.",
    nothing_of_that: "The container has written nothing that was asked for.",
    init: |name| format!("{name} (init)"),
    ephemeral: |name| format!("{name} (ephemeral)"),
    opening: "Waiting for the first line",
    broken: "The log broke off",
    in_pieces: "The body comes line by line; it stands here once the log has ended.",
};

/// Simplified Chinese.
pub(super) const ZH_CN: Log = Log {
    label: "容器日志",
    container: "容器",
    lines: "行数",
    last_lines: |count| format!("最后 {count} 行"),
    all_lines: "全部",
    timestamps: "时间戳",
    previous: "上一个实例",
    follow: "持续跟踪",
    following: "正在跟踪：新的日志行会显示在这里",
    ended: "日志已结束",
    left_out: |_, count| format!("更早的 {count} 行未显示"),
    empty: "容器没有输出任何内容。",
    nothing_of_that: "容器没有输出所请求范围内的内容。",
    init: |name| format!("{name}（Init 容器）"),
    ephemeral: |name| format!("{name}（临时容器）"),
    opening: "正在等待第一行",
    broken: "日志中断了",
    in_pieces: "正文逐行到达；日志结束后会显示在这里。",
};

/// Japanese.
pub(super) const JA: Log = Log {
    label: "コンテナのログ",
    container: "コンテナ",
    lines: "行数",
    last_lines: |count| format!("最後の{count}行"),
    all_lines: "すべて",
    timestamps: "タイムスタンプ",
    previous: "前のインスタンス",
    follow: "追跡",
    following: "追跡中：新しい行がここに表示されます",
    ended: "ログは終わりました",
    left_out: |_, count| format!("それより前の{count}行は表示していません"),
    empty: "コンテナは何も出力していません。",
    nothing_of_that: "コンテナの出力に、要求した範囲のものはありません。",
    init: |name| format!("{name}（Initコンテナ）"),
    ephemeral: |name| format!("{name}（エフェメラルコンテナ）"),
    opening: "最初の行を待っています",
    broken: "ログが途切れました",
    in_pieces: "ボディは1行ずつ届きます。ログが終わるとここに表示されます。",
};

/// Brazilian Portuguese.
pub(super) const PT_BR: Log = Log {
    label: "Log de um contêiner",
    container: "Contêiner",
    lines: "Linhas",
    last_lines: |count| format!("últimas {count}"),
    all_lines: "todas",
    timestamps: "Data e hora",
    previous: "Instância anterior",
    follow: "Acompanhar",
    following: "Acompanhando: novas linhas aparecem aqui",
    ended: "O log terminou",
    left_out: |number, count| {
        if number == 1 {
            "1 linha anterior não é exibida".into()
        } else {
            format!("{count} linhas anteriores não são exibidas")
        }
    },
    empty: "O contêiner não escreveu nada.",
    nothing_of_that: "O contêiner não escreveu nada do que foi pedido.",
    init: |name| format!("{name} (inicialização)"),
    ephemeral: |name| format!("{name} (efêmero)"),
    opening: "Aguardando a primeira linha",
    broken: "O log foi interrompido",
    in_pieces: "O corpo vem linha a linha; ele aparece aqui quando o log termina.",
};
