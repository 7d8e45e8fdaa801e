using System.CommandLine;

namespace Dispatch.Simulation.Chaos;

/// <summary><c>chaos --silos 3 --seconds 60 --rate 300 --kill-every 8</c>: the product as processes, under load, with everything that can break.</summary>
internal static class ChaosCommand
{
    /// <summary>So many volunteers for each request a second: a task keeps one busy for about two seconds.</summary>
    private const int VolunteersPerRate = 4;
    private const int FewestVolunteers = 64;

    public static Command Make()
    {
        var silos = Number("--silos", "Silo processes", 3);
        var webs = Number("--web", "Web processes", 2);
        var seconds = Number("--seconds", "How long residents ask", 60);
        var rate = Number("--rate", "Requests per second", 300);
        var killEvery = Number("--kill-every", "Seconds between faults, at least", 8);
        var seed = Number("--seed", "Of faults, people and places", 1);
        var volunteers = new Option<int?>("--volunteers") { Description = "Volunteers on duty; by default four for each request per second" };
        var rolling = new Option<bool>("--rolling") { Description = "Restarts every silo in order instead of the faults" };
        var json = new Option<string?>("--json") { Description = "Also write the figures as a flat object" };
        var logs = new Option<string?>("--logs") { Description = "A folder that keeps the processes' output" };
        var command = new Command("chaos", "Real processes under load, killed, paused, cut off and restarted; then every promise is checked.")
        {
            silos, webs, seconds, rate, killEvery, seed, volunteers, rolling, json, logs,
        };
        command.SetAction((parsed, stop) => ChaosRun.PlayAsync(
            new ChaosSettings(
                parsed.GetValue(silos), parsed.GetValue(webs), parsed.GetValue(seconds), parsed.GetValue(rate), parsed.GetValue(killEvery),
                parsed.GetValue(seed),
                parsed.GetValue(volunteers) ?? Math.Max(FewestVolunteers, VolunteersPerRate * parsed.GetValue(rate)),
                parsed.GetValue(rolling), parsed.GetValue(json), parsed.GetValue(logs)),
            stop));
        return command;
    }

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError($"{name} must be at least 1.");
            }
        });
        return option;
    }
}
