using System.Collections.Frozen;
using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;

namespace Dispatch.Domain.Screening;

/// <summary>All instruments of an installation: the shipped ones, with the operator's imports put into their slots. Immutable; one per process.</summary>
public sealed class InstrumentSet
{
    private readonly FrozenDictionary<string, Instrument> byCode;

    private InstrumentSet(ImmutableArray<Instrument> all)
    {
        All = all;
        byCode = all.ToFrozenDictionary(instrument => instrument.Code, StringComparer.Ordinal);
    }

    /// <summary>Every instrument, in the order of its code.</summary>
    public ImmutableArray<Instrument> All { get; }

    /// <summary>The instrument of that code; null when there is none.</summary>
    public Instrument? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Reads the shipped files and the operator's.</summary>
    /// <exception cref="DataFaultsException">Names the first file that cannot be used, with every fault in it by line and path.</exception>
    public static InstrumentSet Parse(IEnumerable<InstrumentFile> shipped, IEnumerable<InstrumentFile> imports)
    {
        var read = new SortedDictionary<string, Instrument>(StringComparer.Ordinal);
        foreach (var file in shipped)
        {
            var instrument = DataFile.Read(file.Name, file.Json, root => Known(root, read.ContainsKey, false, InstrumentReader.ReadShipped));
            read.Add(instrument.Code, instrument);
        }

        var imported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in imports)
        {
            var code = DataFile.Read(file.Name, file.Json, root => Known(root, it => read.ContainsKey(it) && imported.Add(it), true, Code));
            read[code] = InstrumentImport.Import(read[code], file.Name, file.Json);
        }

        return new InstrumentSet([.. read.Values]);
    }

    private static T Known<T>(DataNode root, Func<string, bool> known, bool expected, Func<DataNode, T> next)
    {
        if (Code(root) is { Length: > 0 } code && known(code) != expected)
        {
            root.Child("questionnaire").Fault("id", expected ? $"'{code}' is no slot, or stands in two files" : $"'{code}' stands in two files");
        }

        return next(root);
    }

    private static string Code(DataNode root) => root.Child("questionnaire").Text("id");
}

/// <summary>A file of instruments: its name, for faults, and its text.</summary>
public sealed record InstrumentFile(string Name, string Json);
