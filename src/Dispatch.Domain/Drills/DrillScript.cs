using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Drills;

/// <summary>What a step of a drill is timed by.</summary>
public enum DrillClock
{
    /// <summary>Somebody accepts the request; simulated helpers do.</summary>
    Accept = 0,

    /// <summary>The trainee says "I have it" to the emergency.</summary>
    Acknowledge = 1,

    /// <summary>Nobody is found, and the trainee takes the request over or refers it.</summary>
    Act = 2,
}

/// <summary>A step of the script.</summary>
/// <param name="Code">Its name in the locale files.</param>
/// <param name="At">Seconds after the start.</param>
/// <param name="Requests">How many requests it raises; 0: it only says something.</param>
/// <param name="Need">What they ask for; null: none is raised.</param>
/// <param name="Clock">What is timed.</param>
/// <param name="Limit">Seconds within which it is kept.</param>
public sealed record DrillStep(string Code, int At, int Requests, DrillNeed? Need, DrillClock Clock, int Limit);

/// <summary>What the simulated resident of a step asks for.</summary>
public sealed record DrillNeed(string Service, string Station, string Area, string Words, ImmutableArray<string> Languages);

/// <summary>The script of data/drill.json.</summary>
/// <param name="Minutes">After these a drill ends by itself.</param>
/// <param name="Steps">In the order of their times.</param>
public sealed record DrillScript(int Minutes, ImmutableArray<DrillStep> Steps)
{
    private const int MostRequests = 50;
    private const int MostSeconds = 3_600;

    /// <summary>Reads the text of the file.</summary>
    /// <exception cref="DataFaultsException">Names every fault with its line.</exception>
    public static DrillScript Parse(string json, ServiceCatalogue catalogue) => DataFile.Read(
        "drill.json", json, root => new DrillScript(root.Whole("minutes", 1, 60), [.. root.Rows("steps").Select(row => Read(row, catalogue)).OrderBy(step => step.At)]));

    private static DrillStep Read(DataNode row, ServiceCatalogue catalogue)
    {
        var (code, at, requests) = (row.Text("code"), row.Whole("at", 0, MostSeconds), row.Whole("requests", 0, MostRequests));
        if (requests == 0)
        {
            return new DrillStep(code, at, 0, null, DrillClock.Accept, 0);
        }

        var need = new DrillNeed(row.Text("service"), row.Text("station"), row.Text("area"), row.Text("words"), row.Has("languages") ? row.Texts("languages") : []);
        if (catalogue.Find(need.Service) is null)
        {
            row.Fault("service", $"unknown service '{need.Service}'");
        }

        foreach (var unknown in need.Languages.Where(tag => catalogue.FindLanguage(tag) is null))
        {
            row.Fault("languages", $"unknown language '{unknown}'");
        }

        return new DrillStep(code, at, requests, need, row.Word<DrillClock>("clock"), row.Whole("limit", 1, MostSeconds));
    }
}
