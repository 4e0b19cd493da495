//! Brazilian Portuguese.

use super::{
    Advice, Discovery, Doctor, Failures, Lenses, List, Map, Messages, Object, POINT_COMMA, Parts, Raw, RequestLens,
    Requests, Shell, Start,
};

pub(super) static MESSAGES: Messages = Messages {
    separators: POINT_COMMA,
    shell: Shell {
        skip: "Ir para o conteúdo",
        home: "Deckprism, página inicial",
        address: "Requisição",
        edit_address: "Digitar uma requisição",
        address_hint: "Um caminho, uma URL ou um comando curl ou kubectl",
        send: "Enviar",
        cancel: "Cancelar",
        suggestions: "Sugestões",
        map: "Mapa da API",
        open_map: "Abrir o mapa",
        close: "Fechar",
        learn: "Aprender",
        lessons: "Lições",
        ways: "Formas de acesso",
        concepts: "Conceitos",
        look_up: "Consultar",
        explain: |term| format!("Explicar {term}"),
        proxies: "Os cinco proxies",
        requests: "Requisições",
        doctor: "Conexão",
        language: "Idioma",
        theme: "Tema",
        theme_auto: "Igual ao do sistema",
        theme_light: "Claro",
        theme_dark: "Escuro",
        read_only: "somente leitura",
        looking: "Procurando a API…",
        recorded: "Cluster gravado",
        no_connection: "Sem conexão",
        tally: |count| format!("{count} GET · 0 outras · 1 origem"),
        last: |status, time, bytes| format!("última: {status} em {time}, {bytes}"),
        copy: "Copiar",
        copied: "Copiado",
        copy_failed: "O navegador não permitiu copiar",
        download: "Baixar",
        reload: "Recarregar",
        waiting: "Aguardando a resposta…",
        still_waiting: "Ainda aguardando o primeiro byte",
        not_found: "Página inexistente",
        not_found_text: "O que vem depois de # não é um caminho da API nem uma página deste console.",
        unsafe_path: "O console não envia um caminho assim: um caminho começa com uma única / e não tem segmentos vazios, segmentos . ou .., barras invertidas, caracteres de controle nem barras codificadas.",
        banner: |date, version| {
            format!("Gravado em {date} de um cluster real com Kubernetes {version}. Nada aqui é em tempo real.")
        },
        banner_why: "Por que estou vendo isto?",
        footer: "Requisições feitas por esta página",
    },
    shortcuts: super::shortcuts::PT_BR,
    start: Start {
        title: "Veja uma API do Kubernetes por dentro",
        lead: "Aqui, cada visão do cluster começa com uma requisição GET. A barra de endereço a mostra parte por parte, e cada parte tem a mesma cor em todo lugar.",
        look: "Dê uma olhada",
        look_pods: "Pods de todos os namespaces",
        look_nodes: "Nós",
        look_namespaces: "Namespaces",
        look_groups: "Grupos de APIs",
        look_version: "Versão do servidor da API",
        learn: "Aprender",
        learn_lessons: "Nove lições curtas, da primeira resposta a um watch",
        learn_proxies: "Os cinco tipos de proxy, e quem faz a terminação TLS em cada ponto",
        learn_address: "Uma requisição em partes: os Jobs do grupo batch",
        learn_requests: "Todas as requisições que esta página fez",
        own: "O seu cluster",
        own_text: "Inicie o kubectl proxy de modo que ele sirva estes arquivos e só deixe passar leituras; depois, abra o endereço abaixo.",
        safe: "Seguro por construção",
        safe_text: "O console só envia GET, só fala com a própria origem e não guarda nada do cluster. Os valores de Secrets ficam mascarados até você revelar um por um.",
    },
    map: Map {
        filter: |count| {
            if count == "1" {
                "Filtrar 1 recurso".into()
            } else {
                format!("Filtrar {count} recursos")
            }
        },
        core: "Núcleo",
        preferred: "preferencial",
        stale: "desatualizado",
        stale_unknown: "o servidor da API que o atende não responde",
        nothing: "Nenhum recurso corresponde.",
        waiting: "Lendo a descoberta…",
        namespaced: "escopo de namespace",
        cluster_scoped: "escopo de cluster",
        subresources: "Sub-recursos",
        subresources_of: |resource| format!("Sub-recursos de {resource}"),
        legacy: "Lido pelo protocolo legado.",
    },
    parts: Parts {
        fixed: ("Palavra fixa", "Definida pela gramática de URIs da API."),
        group: ("Grupo de APIs", "Recursos relacionados, versionados em conjunto."),
        version: (
            "Versão",
            "Uma forma em que o grupo é servido. A primeira desta lista é a preferencial.",
        ),
        namespace: (
            "Namespace",
            "Uma parte do cluster; dentro dela, um nome é único para o seu recurso.",
        ),
        resource: (
            "Recurso",
            "Uma coleção de objetos do mesmo kind, identificada pelo nome no plural.",
        ),
        name: ("Nome do objeto", "Um objeto do recurso."),
        subresource: (
            "Sub-recurso",
            "Uma parte ou uma ação do objeto, com um caminho próprio.",
        ),
        query: ("Consulta", "Parâmetros que selecionam, dividem ou moldam a resposta."),
        siblings_none: "Não se conhece outra opção para este lugar.",
        all_namespaces: "Todos os namespaces",
        more: |count| format!("mais {count}"),
        filter: |count| format!("Filtrar {count} itens"),
    },
    lenses: Lenses {
        label: "Visões",
        table: "Tabela",
        rendered: "Formatado",
        yaml: "YAML",
        json: "JSON",
        text: "Texto",
        raw: "Bruto",
        request: "Requisição",
        wire: "Trajeto",
        code: "Código de cliente",
        identity: "Identidades",
        downward: "Downward API",
    },
    list: List {
        rows: |number, count| {
            if number == 1 {
                "1 linha".into()
            } else {
                format!("{count} linhas")
            }
        },
        in_namespaces: |number, count| {
            if number == 1 {
                "em 1 namespace".into()
            } else {
                format!("em {count} namespaces")
            }
        },
        summary: |time, bytes, number, count| {
            if number == 1 {
                format!("{time}, {bytes}, 1 requisição")
            } else {
                format!("{time}, {bytes}, {count} requisições")
            }
        },
        namespace: "Namespace",
        all_namespaces: "Todos os namespaces",
        namespace_hint: "Nome de um namespace",
        label_selector: "Seletor de rótulos",
        field_selector: "Seletor de campos",
        label_hint: "app=web,tier in (a,b)",
        field_hint: "status.phase!=Running",
        apply: "Aplicar",
        remove: |what| format!("Remover {what}"),
        bad_selector: |place| format!("Seletor inválido a partir do caractere {place}."),
        empty: "Não há objetos aqui.",
        empty_selected: "Nenhum objeto corresponde aos seletores.",
        loading: "Carregando linhas…",
        stop: "Parar",
        stopped: "Interrompido. A lista está incompleta.",
        next_chunk: "Próxima parte",
        remaining: |count| format!("ainda cerca de {count}"),
        first_chunk: "Voltar à primeira parte",
        chunk: "Esta é uma parte da lista, conforme o limit no endereço.",
        refused: |number, names| {
            if number == 1 {
                format!("1 namespace foi recusado: {names}")
            } else {
                format!("{number} namespaces foram recusados: {names}")
            }
        },
        namespace_column: "Namespace",
        table_of: |what| format!("Lista de {what}"),
        kept: "Estas linhas são da última resposta recebida.",
        not_listable: "Este recurso não pode ser listado: seus verbos não incluem list.",
    },
    rows: super::rows::PT_BR,
    log: super::log::PT_BR,
    object: Object {
        folded: |lines| {
            if lines == 1 {
                "1 linha recolhida".into()
            } else {
                format!("{lines} linhas recolhidas")
            }
        },
        fold: "Recolher",
        unfold: "Expandir",
        reveal: "Revelar",
        hide: "Ocultar",
        reveal_as_text: "Revelado por 30 segundos",
        reveal_recorded: "A gravação não guarda valores de Secrets.",
        reveal_failed: "Não foi possível ler o valor.",
        masked: |values| {
            if values == 1 {
                "1 valor secreto mascarado.".into()
            } else {
                format!("{values} valores secretos mascarados.")
            }
        },
        document: "Documento",
        related: "Relacionados",
        subresources: "Sub-recursos",
    },
    discovery: Discovery {
        core: "Grupo do núcleo",
        groups: "Grupos de APIs",
        group: "Grupo",
        versions: "Versões",
        resource: "Recurso",
        kind: "Kind",
        scope: "Escopo",
        verbs: "Verbos",
        short_names: "Nomes curtos",
        categories: "Categorias",
        subresources: "Sub-recursos",
        aggregated: |requests| {
            if requests == 1 {
                "Descoberta agregada: o mapa inteiro em 1 requisição.".into()
            } else {
                format!("Descoberta agregada: o mapa inteiro em {requests} requisições.")
            }
        },
        legacy: |requests| format!("Descoberta legada: uma requisição por versão de cada grupo, {requests} no total."),
        compare_aggregated: "Ler pelo protocolo agregado",
        compare_legacy: "Ler pelo protocolo legado",
        same_as: "Esta página é montada a partir da descoberta. A visão “Bruto” mostra a resposta à requisição do endereço.",
        none: "nenhum",
    },
    raw: Raw {
        request: "Requisição",
        answer: "Resposta",
        headers: "Cabeçalhos",
        body: "Corpo",
        bytes: "Bytes",
        first_byte: "Primeiro byte",
        in_all: "Tempo total",
        unknown: "desconhecido",
        no_answer: "Nenhuma resposta chegou.",
        empty_body: "O corpo está vazio.",
        masked: |values, bytes| {
            if values == 1 {
                format!("1 valor mascarado; {bytes} recebidos.")
            } else {
                format!("{values} valores mascarados; {bytes} recebidos.")
            }
        },
        show_all: |bytes| format!("Mostrar tudo ({bytes})"),
        binary: "O corpo não é texto; ele é mostrado com caracteres de substituição.",
        too_large: |bytes| format!("A resposta passa de {bytes}. A leitura parou nesse ponto."),
        load_all: "Carregar tudo",
        derived: "A gravação derivou esta resposta; os cabeçalhos são os da resposta gravada mais próxima, por isso outras respostas mostram o mesmo Audit-Id e a mesma Date. Um servidor da API ativo os define a cada requisição.",
        own_request: "A requisição do endereço",
        page_requests: "O que esta página realmente enviou",
        warnings: "Avisos do servidor da API",
    },
    request: RequestLens {
        curl: "curl pelo proxy",
        curl_text: "Não envia credencial; o kubectl proxy acrescenta a sua.",
        kubectl: "kubectl",
        kubectl_text: "O que uma pessoa digitaria.",
        raw: "kubectl get --raw",
        raw_text: "O mesmo caminho pela conexão do próprio kubectl; o corpo vem byte por byte.",
        recorded_origin: "O cluster gravado não tem proxy: os comandos são para um proxy no endereço padrão.",
        secrets: "Estes comandos exibem valores secretos em texto claro.",
    },
    notes: super::notes::PT_BR,
    requests: Requests {
        title: "Requisições",
        lead: "Todos os GETs que esta página fez desde que foi aberta. Nada mais foi enviado.",
        number: "Nº",
        method: "Método",
        path: "Caminho e consulta",
        status: "Status",
        bytes: "Bytes",
        first_byte: "Primeiro byte",
        duration: "Tempo total",
        accept: "Accept",
        none: "Nenhuma requisição ainda.",
        open: "Abrir",
        failed: "sem resposta",
        dropped: "O corpo não está mais guardado; só ficam os das 50 respostas mais recentes.",
    },
    doctor: Doctor {
        title: "Conexão",
        lead: "O que esta página encontrou ao procurar uma API do Kubernetes na própria origem.",
        tried: "Tentativa",
        found_api: |version| format!("Um servidor da API responde. Versão: {version}."),
        version_hidden: "sem permissão para ler",
        proxy_yes: "O kubectl proxy está no meio: ele recusou um caminho como só o filtro dele faz.",
        proxy_no: "O que está no meio deixou passar um caminho que o kubectl proxy recusa por padrão: é outro proxy, ou o kubectl proxy com o filtro afrouxado.",
        not_here: "Não há uma API aqui.",
        guarded: "Inicie um proxy protegido",
        guarded_text: "Este comando só deixa passar leituras e nenhum dos caminhos pelos quais um GET pode executar comandos. O kubectl proxy sozinho não faz isso: por padrão, ele deixa passar todos os verbos.",
        try_again: "Procurar de novo",
        use_prefix: "Usar este prefixo",
        use_recording: "Usar o cluster gravado",
        use_live: "Procurar um cluster ativo",
        recording_chosen: "O endereço pede o cluster gravado (?cluster=recorded).",
        recording_missing: "Não foi possível abrir o cluster gravado.",
        prefix: "Prefixo da API",
        prefix_hint: "Se o seu proxy usa --api-prefix, informe o prefixo aqui, como /k8s.",
        origin: "Origem desta página",
    },
    failures: Failures {
        unreachable: Advice {
            title: "Sem resposta",
            meaning: "Nada mais responde na origem desta página. O proxy foi encerrado, ou a conexão caiu antes do primeiro byte.",
            next: "Inicie o kubectl proxy de novo no mesmo endereço e tente novamente.",
        },
        no_first_byte: Advice {
            title: "Sem resposta em 35 segundos",
            meaning: "O proxy recebeu a requisição, mas o cluster por trás dele não responde.",
            next: "Verifique a VPN e a rede. kubectl get --raw /version em um terminal mostra se o kubectl consegue chegar lá.",
        },
        idle: Advice {
            title: "A resposta parou de chegar",
            meaning: "Nenhum byte chegou em 30 segundos, embora a resposta não esteja completa.",
            next: "Tente novamente. Se acontecer de novo, algo entre você e o cluster corta respostas longas.",
        },
        broken_off: Advice {
            title: "A resposta foi interrompida",
            meaning: "A conexão foi fechada no meio do corpo. O que chegou está na visão “Bruto”.",
            next: "Tente novamente.",
        },
        too_large: Advice {
            title: "Resposta grande",
            meaning: "A leitura parou antes do fim, para não encher a memória da página sem que você pedisse.",
            next: "Carregue tudo, ou peça menos com limit.",
        },
        redirected: Advice {
            title: "Redirecionado para outro lugar",
            meaning: "A resposta aponta para outro endereço. O console não o segue: ele só fala com a própria origem.",
            next: "Verifique o prefixo da API e qual servidor responde aqui.",
        },
        filtered: Advice {
            title: "Recusado pelo kubectl proxy",
            meaning: "O filtro do próprio kubectl proxy recusou este caminho. A requisição não chegou ao servidor da API.",
            next: "Quem decide isso são as flags --accept-paths, --reject-paths e --reject-methods do proxy em execução.",
        },
        filtered_host: Advice {
            title: "Recusado pelo kubectl proxy: nome de host errado",
            meaning: "Por padrão, o kubectl proxy só aceita os nomes de host localhost e 127.0.0.1, e esta página foi aberta com outro.",
            next: "Abra a página em http://localhost ou http://127.0.0.1, com a mesma porta.",
        },
        proxy_refused: Advice {
            title: "O kubectl proxy não alcança o servidor da API",
            meaning: "Nada escuta no endereço que está no kubeconfig.",
            next: "Verifique se o cluster está em execução e confira o cluster.server do contexto atual.",
        },
        proxy_unknown_host: Advice {
            title: "O kubectl proxy não encontra o host do servidor da API",
            meaning: "O nome de host que está no kubeconfig não pode ser resolvido.",
            next: "Verifique a VPN, o DNS e o cluster.server do contexto atual.",
        },
        proxy_certificate: Advice {
            title: "O kubectl proxy não aceita o certificado",
            meaning: "O certificado que o servidor apresenta não foi assinado pela CA do kubeconfig, expirou ou é de outro nome.",
            next: "Obtenha um kubeconfig atual deste cluster. Não desative a verificação.",
        },
        proxy_timed_out: Advice {
            title: "O servidor da API não responde ao kubectl proxy",
            meaning: "Os pacotes para o servidor da API se perdem, ou o handshake TLS não avança.",
            next: "Verifique a VPN, o firewall e a rede.",
        },
        proxy_credentials: Advice {
            title: "O kubectl proxy não obteve credencial",
            meaning: "O programa que o kubeconfig indica para obter credenciais falhou. A mensagem dele está no terminal em que o proxy é executado.",
            next: "Faça login de novo com esse programa e tente novamente; não é preciso reiniciar o proxy.",
        },
        proxy_other: Advice {
            title: "O kubectl proxy não conseguiu encaminhar a requisição",
            meaning: "Em vez de uma resposta do servidor da API, ele devolveu o erro abaixo.",
            next: "Veja o terminal em que o proxy é executado.",
        },
        bad_request: Advice {
            title: "400: requisição não compreendida",
            meaning: "Um parâmetro ou seletor tem uma forma que o servidor da API não aceita.",
            next: "Corrija o que a mensagem aponta.",
        },
        unauthorized: Advice {
            title: "401: não autenticado",
            meaning: "O servidor da API não aceitou a credencial que o proxy acrescenta: ela expirou ou é de outro cluster. Ou nenhuma foi acrescentada, e as requisições anônimas estão desativadas.",
            next: "Faça login de novo; um certificado de cliente ou token no kubeconfig precisa ser renovado.",
        },
        forbidden: Advice {
            title: "403: não permitido",
            meaning: "Para o servidor da API, você é o usuário da mensagem abaixo, e nenhuma regra permite isto a este usuário.",
            next: "Peça a quem administra o cluster uma função que o permita, ou veja onde você tem acesso.",
        },
        forbidden_impersonation: Advice {
            title: "403: personificação não permitida",
            meaning: "A requisição pede para agir como outro usuário, e nenhuma regra permite isso a você.",
            next: "Retire os cabeçalhos Impersonate, ou peça o verbo impersonate para esse usuário.",
        },
        not_found: Advice {
            title: "404: não encontrado",
            meaning: "O servidor da API serve este tipo de objeto, mas não há nenhum com este nome.",
            next: "Suba um nível na barra de endereço para ver o que existe.",
        },
        not_acceptable: Advice {
            title: "406: representação indisponível",
            meaning: "O servidor da API não consegue responder em nenhuma das formas que o cabeçalho Accept indica.",
            next: "Peça application/json.",
        },
        gone: Advice {
            title: "410: não está mais disponível",
            meaning: "O resourceVersion ou o token continue é mais antigo do que aquilo que o servidor da API guarda.",
            next: "Recomece a lista.",
        },
        invalid: Advice {
            title: "422: parâmetros contraditórios",
            meaning: "Cada parâmetro é legível, mas juntos não fazem sentido para o servidor da API.",
            next: "Corrija o que a mensagem aponta.",
        },
        too_many: Advice {
            title: "429: requisições demais",
            meaning: "O controle de fluxo do servidor da API não tem vaga para esta requisição.",
            next: "Espere um pouco e tente novamente.",
        },
        internal: Advice {
            title: "500: erro interno do servidor da API",
            meaning: "O servidor da API aceitou a requisição, mas não conseguiu respondê-la.",
            next: "Tente novamente; se persistir, o log dele diz mais. O Audit-Id na visão “Bruto” ajuda a achar o registro.",
        },
        unavailable: Advice {
            title: "503: indisponível",
            meaning: "O que deveria responder por trás do servidor da API não responde.",
            next: "Tente novamente mais tarde. Se for uma API agregada, veja o APIService dela.",
        },
        timeout: Advice {
            title: "O servidor da API desistiu de esperar",
            meaning: "A requisição demorou mais do que o servidor da API permite.",
            next: "Peça menos, com limit ou um seletor.",
        },
        other_status: Advice {
            title: "O servidor da API recusou",
            meaning: "O status e a mensagem abaixo são tudo o que ele informou.",
            next: "A visão “Bruto” mostra a resposta inteira.",
        },
        path_not_served: Advice {
            title: "404: este caminho não é servido",
            meaning: "O servidor da API não conhece esse grupo, versão ou recurso. Ele diz isso em texto simples: um Status significaria que falta o objeto.",
            next: "O mapa mostra o que este cluster serve.",
        },
        file_not_found: Advice {
            title: "404: não há API neste prefixo",
            meaning: "Quem respondeu foi o servidor dos arquivos desta página, não um servidor da API.",
            next: "Veja a página Conexão: o prefixo da API pode ser outro.",
        },
        backend_unavailable: Advice {
            title: "503: a API agregada não responde",
            meaning: "O servidor da API repassa este grupo a outro servidor, que não pode ser alcançado.",
            next: "As condições do APIService dizem o motivo.",
        },
        other_text: Advice {
            title: "Recusado em texto simples",
            meaning: "A resposta não é um Status do servidor da API.",
            next: "A visão “Bruto” mostra a resposta inteira.",
        },
        not_json: Advice {
            title: "Não é uma resposta da API",
            meaning: "Outra coisa respondeu onde se esperava JSON: uma página de login, um balanceador de carga ou outro servidor web.",
            next: "Verifique o que está em execução neste endereço.",
        },
        unreadable: Advice {
            title: "Não foi possível ler a resposta",
            meaning: "Ela não é o que esta requisição deveria trazer.",
            next: "A visão “Bruto” mostra os bytes como chegaram.",
        },
        not_recorded: Advice {
            title: "Não está na gravação",
            meaning: "O cluster gravado não tem resposta para esta requisição. Um cluster ativo pode ter.",
            next: "Conecte um cluster ativo, ou suba um nível.",
        },
        never_sent_session: Advice {
            title: "Nunca enviado",
            meaning: "exec, attach e portforward abrem uma sessão em um Pod, mesmo por GET.",
            next: "Para isso, use o kubectl em um terminal.",
        },
        never_sent_node_proxy: Advice {
            title: "Nunca enviado",
            meaning: "Por trás de nodes/proxy está a API do próprio kubelet, que executa comandos em contêineres, mesmo por GET.",
            next: "Se você sabe o que está fazendo, use o kubectl em um terminal.",
        },
        asks_first: Advice {
            title: "Enviado só quando você mandar",
            meaning: "Este caminho chega a um programa do cluster por meio do servidor da API. O que um GET faz lá, só esse programa sabe. A resposta dele é mostrada como texto.",
            next: "Envie se você conhece o programa.",
        },
        withheld: Advice {
            title: "Retido",
            meaning: "Um Secret veio em uma forma na qual não é possível mascarar os valores.",
            next: "Peça application/json.",
        },
        retry: "Tentar novamente",
        retry_after: |seconds| format!("O servidor da API pede para esperar {seconds} s."),
        send_anyway: "Enviar",
        who_api_server: "Mensagem do servidor da API",
        who_proxy: "Mensagem do proxy",
        who_console: "Mensagem deste console",
        can_i: "Confira em um terminal",
        said: "Mensagem",
        request: "Requisição",
        kept: "Abaixo está o que havia aqui antes.",
        start_again: "Recomeçar a lista",
    },
};
