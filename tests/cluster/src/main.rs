//! `cargo run -p cluster -- up`: a control plane with a world in it and a proxy for each identity, until Ctrl-C.

use std::{
    env,
    io::{self, Read as _},
    path::PathBuf,
    process::ExitCode,
};

use cluster::{ControlPlane, Error, Identity, ProxyOptions, world};

const USAGE: &str = "\
usage: cluster up [--www DIR] [--www-prefix PATH] [--api-prefix PATH] [--scale PODS[/NAMESPACES]] [--until-stdin-closes]

Starts a Kubernetes control plane on loopback, fills it, and serves it through one guarded `kubectl proxy` for each
identity. Stops everything on Ctrl-C (or when it is killed), with --until-stdin-closes also at the end of its input.

  --www DIR                    the folder of static files that the proxies serve
  --www-prefix PATH            where the files stand (kubectl's default: /static/)
  --api-prefix PATH            where the API stands (kubectl's default: /)
  --scale PODS[/NAMESPACES]    so many more pods, in 10 namespaces unless said otherwise
";

#[derive(Debug, Default)]
struct Arguments {
    www: Option<PathBuf>,
    www_prefix: Option<String>,
    api_prefix: Option<String>,
    scale: Option<(usize, usize)>,
    until_stdin_closes: bool,
}

fn main() -> ExitCode {
    let Some(arguments) = parse(env::args().skip(1)) else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    match up(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cluster: {error}");
            ExitCode::FAILURE
        }
    }
}

fn up(arguments: &Arguments) -> Result<(), Error> {
    let progress = |line: &str| println!("cluster: {line}");
    let options = ProxyOptions {
        www_prefix: arguments.www_prefix.clone(),
        api_prefix: arguments.api_prefix.clone(),
        ..ProxyOptions::guarded(arguments.www.clone())
    };
    let control_plane = ControlPlane::start_with_world(&options, progress)?;
    if let Some((pods, namespaces)) = arguments.scale {
        world::scale(control_plane.plane(), pods, namespaces, &progress)?;
    }
    let (_, path) = control_plane.environment()?;
    println!("ready: {}", path.display());
    for identity in Identity::ALL {
        println!(
            "{identity}: {}",
            control_plane.plane().proxy(identity).unwrap_or_default()
        );
    }
    wait(arguments.until_stdin_closes);
    Ok(())
}

/// Returns when standard input ends if that is wanted, else never: Ctrl-C ends this process, and the watchdog
/// then ends everything else.
fn wait(until_stdin_closes: bool) {
    if until_stdin_closes {
        let mut rest = [0; 512];
        while matches!(io::stdin().read(&mut rest), Ok(read) if read > 0) {}
    } else {
        loop {
            std::thread::park();
        }
    }
}

fn parse(mut words: impl Iterator<Item = String>) -> Option<Arguments> {
    if words.next()? != "up" {
        return None;
    }
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--www" => arguments.www = Some(words.next()?.into()),
            "--www-prefix" => arguments.www_prefix = Some(words.next()?),
            "--api-prefix" => arguments.api_prefix = Some(words.next()?),
            "--scale" => arguments.scale = Some(parse_scale(&words.next()?)?),
            "--until-stdin-closes" => arguments.until_stdin_closes = true,
            _ => return None,
        }
    }
    Some(arguments)
}

fn parse_scale(word: &str) -> Option<(usize, usize)> {
    let (pods, namespaces) = word.split_once('/').unwrap_or((word, "10"));
    Some((pods.parse().ok()?, namespaces.parse().ok().filter(|count| *count > 0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Option<Arguments> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn arguments_are_understood() {
        let arguments = parse_line("up --www dist --scale 1000/20 --until-stdin-closes").expect("a good command line");
        assert_eq!(arguments.www, Some("dist".into()));
        assert_eq!(arguments.scale, Some((1000, 20)));
        assert!(arguments.until_stdin_closes);
        assert_eq!(parse_line("up --scale 500").and_then(|it| it.scale), Some((500, 10)));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in ["", "down", "up --www", "up --scale many", "up --scale 5/0", "up --what"] {
            assert!(parse_line(line).is_none(), "{line}");
        }
    }
}
