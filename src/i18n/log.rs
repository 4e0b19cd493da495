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
    pub left_out: fn(&str) -> String,
    /// Nothing was written.
    pub empty: Words,
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
    left_out: |count| format!("{count} earlier lines are not shown"),
    empty: "The container has written nothing.",
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
    left_out: |count| format!("更早的 {count} 行未显示"),
    empty: "容器没有写入任何内容。",
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
    left_out: |count| format!("それより前の{count}行は表示していません"),
    empty: "コンテナは何も出力していません。",
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
    left_out: |count| format!("{count} linhas anteriores não são exibidas"),
    empty: "O contêiner não escreveu nada.",
};
