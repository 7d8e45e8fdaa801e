using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dispatch.Records.Chains;

namespace Dispatch.Records.Insight;

/// <summary>The condition of one window as SQL that both databases understand. Values never become text of the statement.</summary>
internal sealed class WhereSql
{
    private readonly StringBuilder _text = new();
    private readonly List<object> _values = [];

    /// <param name="where">The condition.</param>
    /// <param name="window">Which window of it.</param>
    /// <param name="action">The comparison of the action, and its value.</param>
    public WhereSql(InsightWhere where, LedgerWindow window, Func<string, string> action, object actions)
    {
        _text.Append("Ledger = ").Append(Bind(window.Ledger)).Append(" AND ").Append(action(Bind(actions)))
            .Append(" AND At >= ").Append(Bind(Micros.Of(window.From))).Append(" AND At < ").Append(Bind(Micros.Of(window.Until)));
        foreach (var filter in where.Filters)
        {
            Filter(filter);
        }

        if (where.WithAmount)
        {
            _text.Append(" AND Amount IS NOT NULL");
        }
    }

    public string Text => _text.ToString();

    public IReadOnlyList<object> Values => _values;

    /// <summary>Takes a value; answers how the statement names it.</summary>
    public string Bind(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    /// <summary>Only what follows a place in the order of lists.</summary>
    public WhereSql After(EntryPlace? place, string ledger)
    {
        if (place is not null)
        {
            var at = Bind(Micros.Of(place.At));
            var order = string.CompareOrdinal(ledger, place.Ledger);
            _text.Append(order > 0 ? $" AND At <= {at}" : order < 0 ? $" AND At < {at}" : $" AND (At, Sequence) < ({at}, {Bind(place.Sequence)})");
        }

        return this;
    }

    private void Filter(FacetFilter filter)
    {
        var column = filter.Facet.Column();
        ImmutableArray<string> stated = [.. filter.Values.OfType<string>()];
        var any = new List<string>();
        if (stated.Length > 0)
        {
            any.Add($"{column} IN ({string.Join(", ", stated.Select(Bind))})");
        }

        if (stated.Length < filter.Values.Length)
        {
            any.Add($"{column} IS NULL");
        }

        _text.Append(" AND (").Append(string.Join(" OR ", any.DefaultIfEmpty("1 = 0"))).Append(')');
    }
}
