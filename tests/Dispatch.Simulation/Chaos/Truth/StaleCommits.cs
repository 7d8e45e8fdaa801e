namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>
/// Commits that should never have been: by a life of a silo after the row that declares it dead, or onto another version of a row than the
/// one before, which would mean that two activations both believed themselves to be the only one.
/// </summary>
internal sealed class StaleCommits(IEnumerable<LoggedStatus> members)
{
    private readonly Dictionary<string, long> _deathOf = members.Where(row => row.Status == CommitLog.Dead)
        .GroupBy(row => row.Life).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Place));

    private readonly Dictionary<(string Kind, string Key), int> _versions = [];

    /// <summary>What was found, in words.</summary>
    public List<string> Found { get; } = [];

    public void See(LoggedCommit commit)
    {
        if (_deathOf.TryGetValue(commit.Writer, out var death) && commit.Place > death)
        {
            Found.Add($"{commit.Writer} committed {commit.Kind} {commit.Key} version {commit.Version} at {commit.At:HH:mm:ss.fff}, after it was declared dead");
        }

        var row = (commit.Kind, commit.Key);
        if (commit.Version is not { } version)
        {
            _versions.Remove(row);
            return;
        }

        if (version != _versions.GetValueOrDefault(row) + 1)
        {
            Found.Add($"{commit.Writer} committed {commit.Kind} {commit.Key} version {version} after version {_versions.GetValueOrDefault(row)}");
        }

        _versions[row] = version;
    }
}
