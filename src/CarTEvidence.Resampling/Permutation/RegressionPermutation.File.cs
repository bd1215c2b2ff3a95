namespace CarTEvidence.Resampling;

// The file of a part: "CTEM", version and the header of the run; the numbers of coefficients and of names, and the names; then the omnibus test and the coefficients as permutation parts.
public sealed partial record RegressionPermutation
{
    private const string FileMark = "CTEM";
    private const int FileVersion = 2;

    /// <summary>Writes this result, to be merged elsewhere.</summary>
    /// <param name="stream">A stream that can be written; left open.</param>
    public void Save(Stream stream)
    {
        PartFile.Write(stream, FileMark, FileVersion, Options, writer =>
        {
            writer.Write(Coefficients.Count);
            writer.Write(Names.Count);
            foreach (string name in Names)
            {
                writer.Write(name);
            }
        });
        Omnibus.Save(stream);
        foreach (PermutationResult coefficient in Coefficients)
        {
            coefficient.Save(stream);
        }
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="stream">A stream that can be read; left open behind the last number.</param>
    /// <exception cref="InvalidDataException">The stream holds something else, another version, or less than it should.</exception>
    public static RegressionPermutation Load(Stream stream)
    {
        (int coefficients, List<string> names) = PartFile.Read(stream, FileMark, FileVersion, (reader, _) =>
        {
            int tests = reader.ReadInt32(), named = reader.ReadInt32();
            var words = new List<string>();
            for (int i = 0; i < named; i++)
            {
                words.Add(reader.ReadString());
            }

            return (tests, words);
        });
        PermutationResult omnibus = PermutationResult.Load(stream);
        var found = new List<PermutationResult>();
        for (int i = 0; i < coefficients; i++)
        {
            found.Add(PermutationResult.Load(stream));
        }

        return new RegressionPermutation(omnibus, found) { Names = names };
    }
}
