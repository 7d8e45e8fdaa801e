using Dispatch.Contracts.Records;
using Dispatch.Domain.Requests;

namespace Dispatch.Simulation.Checkers;

/// <summary>A request as its entries alone tell it: whoever reads the record must come to the state that the request itself holds.</summary>
internal sealed class RecordFold
{
    private readonly SortedDictionary<string, string> _offers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _assignments = new(StringComparer.Ordinal);
    private string _state = "unknown";
    private string? _level;
    private string? _owner;

    public void Take(string action, Facets facets)
    {
        var (noun, verb) = action.Split('.') is [var first, var second] ? (first, second) : (action, "");
        switch (noun)
        {
            case "offer":
                _offers[facets.Item!] = verb == "made" ? "pending" : verb;
                if (verb == "accepted")
                {
                    _assignments[facets.Item!] = verb;
                }

                break;
            case "assignment":
                _assignments[facets.Item!] = verb;
                break;
            case "request" when verb is "level-changed":
                _level = facets.Level;
                break;
            case "request" when verb is "owner-changed":
                _owner = facets.With;
                break;
            case "request" when verb is not "wave-changed":
                _state = verb == "not-kept" ? "unfilled" : verb;
                (_level, _owner) = verb == "submitted" ? (facets.Level, facets.With) : (_level, _owner);
                break;
        }
    }

    /// <summary>What the entries tell otherwise than the request; null when they agree.</summary>
    public string? Differs(Request truth)
    {
        if (!Same(_state, truth.State.ToString()) || !Same(_level, truth.Level.ToString()) || _owner != "account/" + truth.Owner)
        {
            return $"{truth.Id} is {truth.State} {truth.Level} of {truth.Owner}; its entries say {_state} {_level} {_owner}";
        }

        // Offers that are long over are forgotten by the request, never by the record.
        var known = truth.Offers.ToDictionary(offer => offer.Id, offer => offer.State.ToString());
        var wrongOffer = known.FirstOrDefault(offer => !Same(_offers.GetValueOrDefault(offer.Key), offer.Value)).Key
            ?? _offers.FirstOrDefault(told => told.Value == "pending" && !known.ContainsKey(told.Key)).Key;
        var tasks = truth.Assignments.ToDictionary(task => task.OfferId, task => task.State.ToString());
        var wrongTask = tasks.FirstOrDefault(task => !Same(_assignments.GetValueOrDefault(task.Key), task.Value)).Key
            ?? _assignments.Keys.FirstOrDefault(told => !tasks.ContainsKey(told));
        return wrongOffer is not null ? $"offer {wrongOffer} is {known.GetValueOrDefault(wrongOffer)}; its entries say {_offers.GetValueOrDefault(wrongOffer)}"
            : wrongTask is not null ? $"task {wrongTask} is {tasks.GetValueOrDefault(wrongTask)}; its entries say {_assignments.GetValueOrDefault(wrongTask)}"
            : null;
    }

    private static bool Same(string? code, string name) => string.Equals(code?.Replace("-", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase);
}
